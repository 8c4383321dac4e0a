import type { Place } from '../errors.ts';
import type { Ontology } from './ontology.ts';

/** One thing that is wrong with the ontology or with a mapping set. */
export interface OntologyFinding {
  /** A violation makes answers wrong; a warning makes them hard to read. */
  readonly severity: 'violation' | 'warning';
  /** In plain words, what is wrong and what to do. */
  readonly message: string;
  readonly place?: Place;
}

/** An ontology that also knows the file in which something stands. */
export type CheckedOntology = Ontology & { place?(iri: string): Place | undefined };

/** The `place` of a finding, where the ontology knows it. */
export function placed(ontology: CheckedOntology, iri: string): { place?: Place } {
  const place = ontology.place?.(iri);
  return place === undefined ? {} : { place };
}
