import type { Place } from '../errors.ts';
import { findingKinds } from './finding-kinds.ts';
import type { FindingKind, FindingSeverity } from './finding-kinds.ts';
import type { CodeSystem } from './code-system.ts';
import type { Ontology } from './ontology.ts';

/** One thing that is wrong with the ontology or with a mapping set. */
export interface OntologyFinding {
  /** A stable code of the table in `finding-kinds.ts`. */
  readonly kind: FindingKind;
  readonly severity: FindingSeverity;
  /** In plain words, what is wrong and what to do. */
  readonly message: string;
  readonly place?: Place;
}

/** An ontology that also knows the file and the line in which something, or a property of it, stands. */
export type CheckedOntology = Ontology & {
  place?(iri: string, predicate?: string): Place | undefined;
  /** The code systems that requests may name. */
  readonly codeSystems?: readonly CodeSystem[];
};

/** A finding with the severity of its kind. */
export function finding(kind: FindingKind, message: string, place: Place | undefined): OntologyFinding {
  return { kind, severity: findingKinds[kind].severity, message, ...(place === undefined ? {} : { place }) };
}

/** The `place` of a finding, where the ontology knows it. */
export function placed(ontology: CheckedOntology, iri: string, predicate?: string): { place?: Place } {
  const place = ontology.place?.(iri, predicate);
  return place === undefined ? {} : { place };
}
