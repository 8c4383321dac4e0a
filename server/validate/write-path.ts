import type { EnginePathStep } from 'shacl-engine/Validator.js';
import { toCurie } from '../rdf/prefixes.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';

const quantifiers = { one: '', oneOrMore: '+', zeroOrMore: '*', zeroOrOne: '?' } as const;

/** The IRI of a path that is one property; other paths in SPARQL syntax (SPARQL 1.1 section 9) with prefixed names. */
export function writePath(path: readonly EnginePathStep[], prefixes: PrefixTable): string {
  const property = pathProperty(path);
  if (property !== undefined && path.length === 1) return property;
  return path.map((step) => writeStep(step, prefixes)).join('/');
}

/** The property of a path that starts with one, seen from the focus node; undefined where it leads to it. */
export function pathProperty(path: readonly EnginePathStep[] | null | undefined): string | undefined {
  const step = path?.[0];
  if (
    step === undefined ||
    step.start === 'object' ||
    step.quantifier !== 'one' ||
    step.predicates.length !== 1
  )
    return undefined;
  return step.predicates[0]?.value;
}

function writeStep(step: EnginePathStep, prefixes: PrefixTable): string {
  const names = step.predicates.map(({ value }) => {
    const curie = toCurie(prefixes, value);
    return curie === value ? `<${value}>` : curie;
  });
  const inner = names.length === 1 ? names.join('') : `(${names.join('|')})`;
  return `${step.start === 'object' ? '^' : ''}${inner}${quantifiers[step.quantifier]}`;
}
