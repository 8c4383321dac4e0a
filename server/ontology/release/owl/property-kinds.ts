import type { QuadGraph } from '../../../rdf/quad-graph.ts';
import type { Quad } from '../../../rdf/terms.ts';
import { isNamedNode } from '../../../rdf/terms.ts';
import { owl, rdf, skos } from '../../../rdf/vocabulary.ts';
import { builtInAnnotations, isReserved, objectPropertyTypes, skosRelations } from './owl-builtins.ts';

export type PropertyKind = 'object' | 'data' | 'annotation';

/**
 * What each property is in OWL 2 DL, where a name may be one kind of property only (Structural Specification, 5.8.1).
 * What describes the ontology itself has to be an annotation property, and so is a property that is declared twice or
 * never; a property that only restrictions name is an object property.
 */
export function propertyKinds(quads: readonly Quad[], graph: QuadGraph): ReadonlyMap<string, PropertyKind> {
  const declared = new Map<string, Set<PropertyKind>>();
  const declare = (iri: string, kind: PropertyKind): void => {
    declared.set(iri, (declared.get(iri) ?? new Set<PropertyKind>()).add(kind));
  };
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(rdf.type) || !isNamedNode(subject)) continue;
    if (objectPropertyTypes.has(object.value)) declare(subject.value, 'object');
    if (object.equals(owl.DatatypeProperty)) declare(subject.value, 'data');
    if (object.equals(owl.AnnotationProperty) || object.equals(rdf.Property))
      declare(subject.value, 'annotation');
  }
  const headers = new Set(graph.instancesOf(owl.Ontology));
  const kinds = new Map<string, PropertyKind>();
  for (const [iri, found] of declared) {
    const [only, ...others] = found;
    kinds.set(iri, only === undefined || others.length > 0 ? 'annotation' : only);
  }
  for (const { subject, predicate } of quads) {
    const iri = predicate.value;
    if (headers.has(subject.value) && !isReserved(iri)) kinds.set(iri, 'annotation');
    else if (!isReserved(iri) && !kinds.has(iri))
      kinds.set(iri, skosRelations.has(iri) ? 'object' : 'annotation');
  }
  for (const { predicate, object } of quads) {
    if (!predicate.equals(owl.onProperty) || !isNamedNode(object) || isReserved(object.value)) continue;
    if (!declared.has(object.value)) kinds.set(object.value, 'object');
  }
  for (const iri of builtInAnnotations) kinds.set(iri, 'annotation');
  for (const match of [
    skos.exactMatch,
    skos.closeMatch,
    skos.broadMatch,
    skos.narrowMatch,
    skos.relatedMatch,
  ])
    kinds.set(match.value, 'annotation');
  return kinds;
}
