import type { Aspect } from './aspects.ts';

/** A term as a report names it. */
export interface TermName {
  readonly iri: string;
  readonly curie: string;
  readonly label: string;
}

/** What one term gained and lost in one respect; values as people read them. */
export interface AspectChange {
  readonly aspect: Aspect;
  /** CURIE of the property. */
  readonly property: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface ChangedTerm extends TermName {
  readonly changes: readonly AspectChange[];
}

export interface DeprecatedTerm extends TermName {
  /** CURIEs with labels of what is to be used instead. */
  readonly replacedBy: readonly string[];
}

export interface RemovedTerm extends TermName {
  readonly wasDeprecated: boolean;
  /** Whether it was a class, a property or a concept of our own, and should have been deprecated before. */
  readonly isOwnTerm: boolean;
}

/** What two ontologies do not have in common. Everything is in order of IRIs, and turned round by `B` against `A`. */
export interface OntologyDifference {
  readonly added: readonly TermName[];
  readonly removed: readonly RemovedTerm[];
  readonly changed: readonly ChangedTerm[];
  /** Terms of both that only the second deprecates; their changes stand in `changed` too. */
  readonly deprecated: readonly DeprecatedTerm[];
  /** Axioms without a name: disjoint classes. */
  readonly axioms: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** What the headers say. */
  readonly headers: readonly ChangedTerm[];
}

/** Whether nothing differs. */
export function isSame({ added, removed, changed, axioms, headers }: OntologyDifference): boolean {
  return (
    added.length + removed.length + changed.length + headers.length === 0 &&
    axioms.added.length + axioms.removed.length === 0
  );
}
