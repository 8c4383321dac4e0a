import type { Concept } from '../concept.ts';

/** What a term is, for people. Of a class that is a concept of a vocabulary too, the concept is told. */
export type TermKind = 'concept' | 'class' | 'property' | 'attribute' | 'scheme' | 'ontology' | 'individual';

/** A text with the language that it is in; empty where nothing says so. */
export interface Worded {
  readonly text: string;
  readonly language: string;
}

/** Anything of the hyper-ontology that has a name of its own. */
export interface Term {
  readonly iri: string;
  /** `EUCAIM:CLIN1000075`, `eucaim:hasBirthSex`, `attr:modality`; the IRI where no prefix fits. */
  readonly curie: string;
  readonly kind: TermKind;
  /** Labels by language tag; there is always one. */
  readonly labels: ReadonlyMap<string, string>;
  /** Languages whose label is a translation that no reviewed source gives. */
  readonly unreviewed: ReadonlySet<string>;
  readonly synonyms: readonly string[];
  /** Definitions and comments, in the order of the files. */
  readonly notes: readonly Worded[];
  /** Of concepts, and of classes that are read as one. */
  readonly concept?: Concept;
  /** Where the term is no longer used: IRIs of what came in its place, none where nothing did. */
  readonly retired?: readonly string[];
}

/** The code that was asked for, where it is not the term's own. */
export interface AskedCode {
  /** As it was written. */
  readonly code: string;
  /** Retired, said to mean the same, or searched as one with the term. */
  readonly relation: 'retired' | 'same' | 'searched';
  /** Absent where the code is told apart by its number only. */
  readonly iri?: string;
}

/** A term, and how a code led to it. */
export interface FoundTerm {
  readonly term: Term;
  readonly asked?: AskedCode;
}
