import type { Quad } from '../rdf/terms.ts';
import { mer, owl, rdf, rdfs, recordClasses, skos } from '../rdf/vocabulary.ts';

/** What a record term is; `concept`: a class that is a concept of a vocabulary too, and so a value of datasets. */
export type RecordTermKind = 'class' | 'concept' | 'property';

/**
 * The IRIs by which a query asks for patient records: the classes of the record plane with all their subclasses, every
 * property whose domain (rdfs:domain) is one of them or a union (owl:unionOf) of nothing else, and every property that
 * is said to be `mer:recordOnly`.
 */
export function recordTerms(ontology: readonly Quad[]): ReadonlyMap<string, RecordTermKind> {
  const classes = withSubclasses(
    Object.values(recordClasses).map(({ value }) => value),
    ontology,
  );
  const unions = unionsOf(classes, ontology);
  const properties = ontology
    .filter(
      ({ predicate, object }) =>
        (predicate.equals(rdfs.domain) && (classes.has(object.value) || unions.has(object.value))) ||
        (predicate.equals(mer.recordOnly) && object.value === 'true'),
    )
    .map(({ subject }) => subject.value);
  const concepts = new Set(
    ontology.flatMap(({ subject, predicate, object }) =>
      predicate.equals(rdf.type) && object.equals(skos.Concept) ? [subject.value] : [],
    ),
  );
  return new Map([
    ...properties.map((iri) => [iri, 'property'] as const),
    ...[...classes].map((iri) => [iri, concepts.has(iri) ? 'concept' : 'class'] as const),
  ]);
}

/** The nodes of the unions whose members are all among some classes. */
function unionsOf(classes: ReadonlySet<string>, ontology: readonly Quad[]): ReadonlySet<string> {
  const objectsOf = (property: Quad['predicate']): ReadonlyMap<string, string> =>
    new Map(
      ontology.flatMap(({ subject, predicate, object }) =>
        predicate.equals(property) ? [[subject.value, object.value] as const] : [],
      ),
    );
  const [first, rest] = [objectsOf(rdf.first), objectsOf(rdf.rest)];
  const found = new Set<string>();
  for (const [union, list] of objectsOf(owl.unionOf)) {
    const cells = new Set([list]);
    for (const cell of cells) {
      const next = rest.get(cell);
      if (next !== undefined && next !== rdf.nil.value) cells.add(next);
    }
    if ([...cells].every((cell) => classes.has(first.get(cell) ?? ''))) found.add(union);
  }
  return found;
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
