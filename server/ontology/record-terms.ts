import type { Quad } from '../rdf/terms.ts';
import { rdfs, recordClasses } from '../rdf/vocabulary.ts';

/**
 * The IRIs by which a query asks for patient records: the classes of the record plane, and every property whose domain
 * (rdfs:domain) is one of them.
 */
export function recordTerms(ontology: readonly Quad[]): ReadonlySet<string> {
  const classes = new Set<string>(Object.values(recordClasses).map(({ value }) => value));
  const properties = ontology
    .filter(({ predicate, object }) => predicate.equals(rdfs.domain) && classes.has(object.value))
    .map(({ subject }) => subject.value);
  return new Set([...classes, ...properties]);
}
