import type { Quad } from '../rdf/terms.ts';
import { mer, rdfs, recordClasses } from '../rdf/vocabulary.ts';

/**
 * The IRIs by which a query asks for patient records: the classes of the record plane with all their subclasses, every
 * property whose domain (rdfs:domain) is one of them, and every property that is said to be `mer:recordOnly`.
 */
export function recordTerms(ontology: readonly Quad[]): ReadonlySet<string> {
  const classes = withSubclasses(
    Object.values(recordClasses).map(({ value }) => value),
    ontology,
  );
  const properties = ontology
    .filter(
      ({ predicate, object }) =>
        (predicate.equals(rdfs.domain) && classes.has(object.value)) ||
        (predicate.equals(mer.recordOnly) && object.value === 'true'),
    )
    .map(({ subject }) => subject.value);
  return new Set([...classes, ...properties]);
}

function withSubclasses(classes: readonly string[], ontology: readonly Quad[]): ReadonlySet<string> {
  const below = Map.groupBy(
    ontology.filter(({ predicate }) => predicate.equals(rdfs.subClassOf)),
    ({ object }) => object.value,
  );
  const found = new Set(classes);
  // A set iterates over what is added meanwhile, and takes nothing twice: a circle ends.
  for (const iri of found) for (const { subject } of below.get(iri) ?? []) found.add(subject.value);
  return found;
}
