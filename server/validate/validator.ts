import type { Place } from '../errors.ts';
import type { Quad } from '../rdf/terms.ts';

export type Severity = 'violation' | 'warning' | 'info';

/** One thing that is wrong, said so that whoever holds the source can mend it. */
export interface Finding {
  readonly severity: Severity;
  /** In plain words, what is wrong and what to do. */
  readonly message: string;
  /** The node concerned, as IRI or `_:label`. */
  readonly focusNode: string;
  /** The property concerned: an IRI, or a path in SPARQL syntax with prefixed names. */
  readonly path?: string;
  /** The offending value in Turtle syntax. */
  readonly value?: string;
  /** IRI of the shape, or a label of the anonymous one. */
  readonly shape: string;
  /** SHACL constraint component IRI. */
  readonly component: string;
  /** The clause of the specification the shape comes from. */
  readonly clause?: string;
  /** Where in the source, where known. */
  readonly place?: Place;
}

export interface Report {
  readonly profile: string;
  /** True where there is no violation; warnings and infos do not make it false. */
  readonly conforms: boolean;
  readonly findings: readonly Finding[];
  /** Number of nodes that were looked at. */
  readonly focusNodes: number;
  readonly milliseconds: number;
}

export interface ProfileDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
}

/** Finds the place in the source of a focus node and property. Built from the parse, or from lineage. */
export type PlaceFinder = (focusNode: string, predicate: string | undefined) => Place | undefined;

/** Checks metadata against a profile (port). */
export interface Validator {
  readonly profiles: readonly ProfileDescription[];
  /** Throws `not-found` for an unknown profile, naming the known ones. */
  validate(data: readonly Quad[], profile: string, places?: PlaceFinder): Promise<Report>;
}
