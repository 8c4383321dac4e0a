import { MeridianError } from '../../errors.ts';
import { mer, xsd } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from '../functions/lift-function.ts';
import type { Mapping, PredicateObjectMap, TermMap, TriplesMap } from '../rml/mapping.ts';
import { wordsOfExpression } from './words-of-expression.ts';

export interface AllowedWords {
  readonly functions: ReadonlyMap<string, LiftFunction>;
  /** Properties of the record plane that carry words of a source, with what such a word looks like. */
  readonly patterns: ReadonlyMap<string, RegExp>;
}

/**
 * Holds a mapping against what may be told of patients, before it runs. On the record plane a term may be made of
 * constants and of what functions give in place of a value (pseudonyms, concepts, shifted dates, years); the words of
 * a source only as numbers, or as objects of a property that the ontology allows them for (`mer:wordPattern`). So
 * names, addresses, numbers of cases and comments have no way into the graph. Throws 'bad-mapping' with the triples map
 * and the reference.
 */
export function requireAllowedWords(mapping: Mapping, allowed: AllowedWords): void {
  for (const map of mapping.triplesMaps.values()) {
    const always = tellsOfPatients(map.graphs);
    if (always) refuseWords(map.subject, 'subject', map, mapping, allowed);
    for (const each of map.predicateObjects) {
      if (!always && !tellsOfPatients(each.graphs)) continue;
      if (!always) refuseWords(map.subject, 'subject', map, mapping, allowed);
      for (const predicate of each.predicates) refuseWords(predicate, 'predicate', map, mapping, allowed);
      for (const { parent } of each.references) {
        const joined = mapping.triplesMaps.get(parent);
        if (joined !== undefined)
          refuseWords(joined.subject, 'subject that is joined', joined, mapping, allowed);
      }
      for (const object of each.objects) {
        if (object.datatype !== undefined) refuseWords(object.datatype, 'datatype', map, mapping, allowed);
        if (!mayTellWords(object, each, allowed)) refuseWords(object, 'object', map, mapping, allowed);
      }
    }
  }
}

function tellsOfPatients(graphs: readonly TermMap[]): boolean {
  return graphs.some(
    ({ expression }) => expression.kind === 'constant' && expression.term.equals(mer.RecordPlane),
  );
}

function mayTellWords(
  object: TermMap,
  { predicates }: PredicateObjectMap,
  { patterns }: AllowedWords,
): boolean {
  const { datatype } = object;
  if (datatype?.expression.kind === 'constant' && numeric.has(datatype.expression.term.value)) return true;
  return predicates.every(
    ({ expression }) => expression.kind === 'constant' && patterns.has(expression.term.value),
  );
}

/** What is held against its lexical form when it is made: see `record-gate.ts`. */
const numeric: ReadonlySet<string> = new Set(
  [xsd.integer, xsd.nonNegativeInteger, xsd.decimal, xsd.double, xsd.boolean, xsd.gYear].map(
    ({ value }) => value,
  ),
);

function refuseWords(
  term: TermMap,
  role: string,
  map: TriplesMap,
  mapping: Mapping,
  { functions }: AllowedWords,
): void {
  const parts = [term.expression, ...(term.language === undefined ? [] : [term.language])];
  const [word] = parts.flatMap((expression) => wordsOfExpression(expression, map.source, functions));
  if (word === undefined) return;
  throw new MeridianError(
    'bad-mapping',
    `The triples map ${map.id} would tell "${word}" of patients as it is written, in a ${role}.`,
    {
      place: { file: mapping.file },
      advice:
        'Put a function between (mfn:pseudonym, mfn:concept, mfn:shiftedDate, mfn:year), give a number its datatype, or declare mer:wordPattern for the property in the ontology.',
    },
  );
}
