import { Ajv2020 } from 'ajv/dist/2020.js';
import { MeridianError } from '../errors.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { compileDefinition } from './compile-definition.ts';
import type { CohortDefinition } from './definition.ts';
import { explainSchemaErrors } from './explain-schema-error.ts';
import schema from './definition.schema.json' with { type: 'json' };

/** How large a definition may be. The first condition is at depth 1. */
export const definitionLimits = { depth: 20, leaves: 200 } as const;

const validate = new Ajv2020({ allErrors: true }).compile<CohortDefinition>(schema);

/**
 * Checks a cohort definition that came as JSON: its form, its size, its attributes and codes. Throws, with a JSON
 * pointer, `bad-definition` for what is not well formed, `unknown-concept` for a malformed code, `unsupported-query`
 * for parts of the form that this node cannot evaluate, `other-release` where it is pinned to another release: the
 * same codes may mean something else there. A well-formed code that is not known here is no error: its
 * leaf is unknown (see {@link compileDefinition}).
 */
export function parseDefinition(value: unknown, ontology: Ontology): CohortDefinition {
  // Before the schema: a schema checked on a thousand levels would exhaust the stack.
  checkSize(value);
  if (!validate(value)) {
    const findings = explainSchemaErrors(validate.errors ?? []);
    const [first] = findings;
    throw new MeridianError(
      'bad-definition',
      findings
        .slice(0, 5)
        .map(({ pointer, message }) => `At ${pointer === '' ? 'the root' : pointer}: ${message}.`)
        .join(' ') || 'The definition does not have the form of definition.schema.json.',
      { place: { pointer: first?.pointer ?? '' }, advice: 'See definition.schema.json for the whole form.' },
    );
  }
  if (value.release !== undefined && value.release !== ontology.release) {
    throw new MeridianError(
      'other-release',
      `The definition was written for ontology release ${value.release}; this node answers in ${ontology.release}.`,
      {
        place: { pointer: '/release' },
        advice: `Check the codes against ${ontology.release} and name that release, or leave "release" out.`,
      },
    );
  }
  compileDefinition(value, ontology);
  return value;
}

function checkSize(value: unknown): void {
  let leaves = 0;
  const waiting: { readonly node: unknown; readonly pointer: string; readonly depth: number }[] = [
    { node: member(value, 'where'), pointer: '/where', depth: 1 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, pointer, depth } = next;
    if (depth > definitionLimits.depth) {
      throw new MeridianError(
        'bad-definition',
        `Conditions stand more than ${definitionLimits.depth} deep.`,
        {
          place: { pointer },
          advice: 'Conditions of the same kind inside one another can be joined into one.',
        },
      );
    }
    const attribute = member(node, 'attribute') ?? member(node, 'event');
    if (attribute !== undefined && ++leaves > definitionLimits.leaves) {
      throw new MeridianError('bad-definition', `There are more than ${definitionLimits.leaves} leaves.`, {
        place: { pointer },
        advice: 'One leaf takes many codes; a common ancestor takes one.',
      });
    }
    for (const key of ['all', 'any', 'not', 'where']) {
      const child = member(node, key);
      if (Array.isArray(child)) {
        child.forEach((part: unknown, at) => {
          waiting.push({ node: part, pointer: `${pointer}/${key}/${at}`, depth: depth + 1 });
        });
      } else if (child !== undefined) {
        waiting.push({ node: child, pointer: `${pointer}/${key}`, depth: depth + 1 });
      }
    }
  }
}

function member(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key)
    ? (node as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
