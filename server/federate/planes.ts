import type { Quad, Term } from '@rdfjs/types';
import { rdf } from '../rdf/vocabulary.ts';
import table from './planes.json' with { type: 'json' };

/** Where the triples of a predicate or the members of a class live. */
export type Plane = 'replicated' | 'owned' | 'shared';

/** Says of predicates and classes where their triples live; the planner decides by it (port). */
export interface Planes {
  planeOfPredicate(iri: string): Plane;
  planeOfClass(iri: string): Plane;
  /** Whether the objects of this predicate are owned things of the same node. */
  isLocalLink(iri: string): boolean;
}

/** The form of `planes.json`. */
export interface PlaneTable {
  readonly replicated: {
    readonly namespaces: readonly string[];
    readonly predicates: readonly string[];
    readonly classes: readonly string[];
  };
  readonly shared: { readonly predicates: readonly string[]; readonly classes: readonly string[] };
  readonly localLinks: readonly string[];
}

/**
 * The planes of a table (by default `planes.json`). Given the hub's ontology graph, predicates and classes that it
 * uses but the table does not list count as shared: its triples are in every node, and must never count N times.
 */
export function createPlanes(
  ontology: Iterable<Quad> = [],
  { replicated, shared, localLinks }: PlaneTable = table,
): Planes {
  const replicatedPredicates = new Set(replicated.predicates);
  const replicatedClasses = new Set(replicated.classes);
  const sharedPredicates = new Set(shared.predicates);
  const sharedClasses = new Set(shared.classes);
  const links = new Set(localLinks);
  for (const { predicate, object } of ontology as Iterable<{ predicate: Term; object: Term }>) {
    if (!predicate.equals(rdf.type)) sharedPredicates.add(predicate.value);
    else if (object.termType === 'NamedNode') sharedClasses.add(object.value);
  }
  const inNamespace = (iri: string): boolean => replicated.namespaces.some((space) => iri.startsWith(space));
  return {
    planeOfPredicate: (iri) => {
      if (replicatedPredicates.has(iri) || inNamespace(iri)) return 'replicated';
      return sharedPredicates.has(iri) ? 'shared' : 'owned';
    },
    planeOfClass: (iri) => {
      if (replicatedClasses.has(iri) || inNamespace(iri)) return 'replicated';
      return sharedClasses.has(iri) ? 'shared' : 'owned';
    },
    isLocalLink: (iri) => links.has(iri),
  };
}
