import { MeridianError } from '../errors.ts';
import type { Attribute } from '../ontology/attribute.ts';
import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { mer } from '../rdf/vocabulary.ts';
import type { CompiledLeaf, LeafTest } from './compiled-definition.ts';
import type { ConceptLeaf, RangeLeaf } from './definition.ts';
import { nearNames } from './near-names.ts';

/** How many years a unit has (UCUM codes). */
const years: Readonly<Record<string, number>> = { a: 1, mo: 1 / 12 };

/**
 * A leaf with its attribute and codes understood. Throws `bad-definition` for an attribute that is not declared, a
 * leaf of the wrong kind or a code of another scheme, `unknown-concept` for a malformed code. A well-formed code that
 * is not known here makes the leaf unknown: it is never dropped, so it never makes a count larger or smaller.
 */
export function compileLeaf(
  leaf: ConceptLeaf | RangeLeaf,
  pointer: string,
  ontology: Ontology,
): CompiledLeaf {
  const attribute = ontology.attribute(leaf.attribute);
  if (attribute === undefined) throw unknownAttribute(leaf.attribute, pointer, ontology);
  const numeric = attribute.datatype !== undefined;
  if (numeric !== !('in' in leaf)) {
    throw new MeridianError(
      'bad-definition',
      numeric
        ? `"${attribute.name}" is a number: it takes "from" and "to", not "in".`
        : `The values of "${attribute.name}" are codes: it takes "in", not "from" and "to".`,
      { place: { pointer } },
    );
  }
  const test =
    'in' in leaf ? compileCodes(leaf, attribute, pointer, ontology) : compileRange(leaf, attribute, pointer);
  return { pointer, attribute, ...place(attribute, test) };
}

/** Where the values are looked for: the records, else the patient's datasets, else nowhere. */
function place(attribute: Attribute, test: LeafTest): Pick<CompiledLeaf, 'level' | 'test'> {
  if (attribute.record !== undefined) return { level: attribute.record.level, test };
  if (test.kind === 'provider') return { level: 'patient', test };
  if (test.kind === 'concepts' && attribute.catalogue !== undefined) return { level: 'dataset', test };
  return { level: 'patient', test: { kind: 'unanswerable' } };
}

function compileCodes(
  leaf: ConceptLeaf,
  attribute: Attribute,
  pointer: string,
  ontology: Ontology,
): LeafTest {
  if (attribute.scheme === undefined) {
    const path = attribute.catalogue?.path ?? [];
    if (path.length !== 1 || path[0]?.property.equals(mer.provider) !== true) return { kind: 'unanswerable' };
    const excluded = new Set(leaf.except);
    return { kind: 'provider', ids: new Set(leaf.in.filter((id) => !excluded.has(id))) };
  }
  const options = { descendants: leaf.descendants ?? true };
  const read = (code: string, key: string, at: number): Concept | undefined =>
    resolveCode(code, attribute, `${pointer}/${key}/${at}`, ontology);
  const asked = leaf.in.map((code, at) => read(code, 'in', at));
  const except = (leaf.except ?? []).map((code, at) => read(code, 'except', at));
  const expand = (concepts: readonly (Concept | undefined)[]): readonly string[] =>
    concepts.flatMap((concept) => (concept === undefined ? [] : [...ontology.expand(concept, options)]));
  const excluded = expand(except);
  const wanted = new Set(expand(asked)).difference(new Set(excluded));
  return {
    kind: 'concepts',
    asked: asked.filter((concept) => concept !== undefined),
    wanted,
    doubtful: options.descendants ? coarserThan(wanted, excluded, ontology) : new Set<string>(),
    unknownIn: asked.includes(undefined),
    unknownExcept: except.includes(undefined),
  };
}

/** The ancestors of wanted values that are not wanted whole, and the wanted ancestors of excluded ones. */
function coarserThan(
  wanted: ReadonlySet<string>,
  excluded: readonly string[],
  ontology: Ontology,
): Set<string> {
  const ancestors = (iri: string): ReadonlySet<string> => {
    const concept = ontology.concept(iri);
    return concept === undefined ? new Set() : ontology.ancestors(concept);
  };
  const doubtful = new Set<string>();
  for (const iri of wanted)
    for (const coarser of ancestors(iri)) if (!wanted.has(coarser)) doubtful.add(coarser);
  for (const iri of excluded)
    for (const coarser of ancestors(iri)) if (wanted.has(coarser)) doubtful.add(coarser);
  return doubtful;
}

/** The concept of a code; undefined for a well-formed code that is not known here. */
function resolveCode(
  code: string,
  attribute: Attribute,
  pointer: string,
  ontology: Ontology,
): Concept | undefined {
  const resolution = ontology.resolve(code);
  if (resolution.state === 'unknown') {
    if (resolution.iri !== undefined) return undefined;
    const near = resolution.near.map(({ curie, labels }) => `${curie} (${labels.get('en') ?? curie})`);
    throw new MeridianError('unknown-concept', `"${code}" is no code.`, {
      place: { pointer },
      advice:
        near.length > 0
          ? `Near it are ${near.join(', ')}.`
          : 'Write a code such as EUCAIM:IMG1000042 or SNOMEDCT:77477000.',
    });
  }
  const { concept } = resolution;
  const fits =
    attribute.scheme === undefined ||
    concept.scheme.equals(attribute.scheme) ||
    [...ontology.expand(concept)].some(
      (iri) => ontology.concept(iri)?.scheme.equals(attribute.scheme) === true,
    );
  if (!fits) {
    throw new MeridianError(
      'bad-definition',
      `${concept.curie} (${concept.labels.get('en') ?? code}) is no value of "${attribute.name}".`,
      {
        place: { pointer },
        advice: `Choose a value of "${attribute.name}", or the attribute that it belongs to.`,
      },
    );
  }
  return concept;
}

function compileRange(leaf: RangeLeaf, attribute: Attribute, pointer: string): LeafTest {
  const factor = unitFactor(leaf.unit, attribute, pointer);
  const from = leaf.from === undefined ? -Infinity : leaf.from * factor;
  const to = leaf.to === undefined ? Infinity : leaf.to * factor;
  if (from > to) {
    throw new MeridianError('bad-definition', `The range of "${attribute.name}" ends before it begins.`, {
      place: { pointer },
    });
  }
  return { kind: 'range', from, to };
}

function unitFactor(unit: string | undefined, attribute: Attribute, pointer: string): number {
  if (unit === undefined || unit === attribute.unit) return 1;
  const factor = attribute.unit === 'a' ? years[unit] : undefined;
  if (factor !== undefined) return factor;
  throw new MeridianError('bad-definition', `"${unit}" is no unit of "${attribute.name}".`, {
    place: { pointer: `${pointer}/unit` },
    advice:
      attribute.unit === 'a'
        ? `Its units are ${Object.keys(years).join(' and ')}.`
        : attribute.unit === undefined
          ? 'It has no unit.'
          : `Its unit is ${attribute.unit}.`,
  });
}

function unknownAttribute(name: string, pointer: string, ontology: Ontology): MeridianError {
  const names = ontology.attributes.map((attribute) => attribute.name);
  const near = nearNames(name, names);
  return new MeridianError('bad-definition', `There is no attribute "${name}".`, {
    place: { pointer: `${pointer}/attribute` },
    advice: near.length > 0 ? `Near it: ${near.join(', ')}.` : `The attributes are ${names.join(', ')}.`,
  });
}
