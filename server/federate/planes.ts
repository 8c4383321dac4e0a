import type { Quad } from '@rdfjs/types';
import { mer, rdf } from '../rdf/vocabulary.ts';

/**
 * Where the triples of a predicate or the members of a class live: in the ontology, the same in every node; with the
 * things of providers, each in one node; or in both.
 */
export type Plane = 'replicated' | 'owned' | 'shared';

/** Says of predicates and classes where their triples live; the planner decides by it (port). */
export interface Planes {
  /** The plane of a predicate or a class. */
  planeOf(iri: string): Plane;
  /** Whether the objects of this predicate are owned things of the same node. */
  isLocalLink(iri: string): boolean;
}

/**
 * The planes that the hub's ontology declares (`ontology/planes.ttl`): what it keeps to itself is replicated. All
 * else that it uses is shared, for a catalogue may state it too; what it does not use is owned.
 */
export function createPlanes(ontology: Iterable<Quad>): Planes {
  const replicated = new Set<string>();
  const shared = new Set<string>();
  const links = new Set<string>();
  for (const { subject, predicate, object } of ontology) {
    shared.add(predicate.value);
    const isOfPlane = subject.equals(mer.OntologyPlane);
    if (predicate.equals(rdf.type)) shared.add(object.value);
    if (predicate.equals(mer.alsoHere) && isOfPlane) shared.add(object.value);
    if (predicate.equals(mer.onlyHere) && isOfPlane) replicated.add(object.value);
    if (predicate.equals(rdf.type) && object.equals(mer.LocalLink)) links.add(subject.value);
  }
  const planeOf = (iri: string): Plane => {
    if (replicated.has(iri)) return 'replicated';
    return shared.has(iri) ? 'shared' : 'owned';
  };
  return { planeOf, isLocalLink: (iri) => links.has(iri) };
}
