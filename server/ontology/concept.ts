import type { NamedNode } from '../rdf/terms.ts';

/**
 * A concept of one of the hyper-ontology's vocabularies, in canonical form; or a class of EUCAIM that no vocabulary
 * holds, which is a concept of the scheme of all classes.
 */
export interface Concept {
  readonly iri: NamedNode;
  /** `EUCAIM:IMG1000042`. */
  readonly curie: string;
  readonly scheme: NamedNode;
  /** Preferred labels by language tag; `en` is always there. */
  readonly labels: ReadonlyMap<string, string>;
  /** Languages whose label is a translation that no reviewed source gives. */
  readonly unreviewed: ReadonlySet<string>;
  /** Other names, in any language. */
  readonly synonyms: readonly string[];
  readonly definition?: string;
  /** IRIs of the direct parents: in the same scheme, for a class its superclasses. */
  readonly broader: readonly string[];
  /** IRIs of the direct children, those among them that are classes of no vocabulary. */
  readonly narrower: readonly string[];
  /** IRIs of codes that mean the same (SNOMED CT, RadLex, DICOM, OMOP …). */
  readonly exactMatches: readonly string[];
  /** IRIs of concepts of another kind that people search as one with this. */
  readonly searchEquivalents: readonly string[];
  /**
   * IRIs of concepts whose things show this one too, beside others: images of "chest, abdomen and pelvis" show the
   * chest. A search for this finds them, and nothing below them.
   */
  readonly shownBy: readonly string[];
  /**
   * IRI of the search equivalent under which lists and facets show this concept, so that people see one "Computed
   * tomography" and not two; absent where it stands for itself. Values and answers keep the concept's own IRI.
   */
  readonly shownAs?: string;
}

/** How a code was understood. */
export type Resolution = FoundCode | UnknownCode;

export interface FoundCode {
  readonly state: 'found';
  readonly concept: Concept;
  /** The code that was asked for, `EUCAIM:CLIN1000123`, where it is a retired one and `concept` came in its place. */
  readonly replaced?: string;
}

/** A code that no vocabulary here holds. */
export interface UnknownCode {
  readonly state: 'unknown';
  /** Of a well-formed code. */
  readonly iri: string | undefined;
  /** Concepts with a similar code or label; the wider concept first, where there is one. */
  readonly near: readonly Concept[];
  /**
   * The concept of the code's category, for code systems whose subdivisions are written as such: of ICD10:C50.4 that
   * of ICD10:C50. True of everything that has the code, so that data may be read by it. A question may not: it would
   * find more than it asks for.
   */
  readonly broader?: Concept;
}

/** A concept found by one of its names. */
export interface ConceptMatch {
  readonly concept: Concept;
  /** The name that fits best: a label, a synonym, or the code itself. */
  readonly name: string;
  /** Language tag of that name; absent for synonyms and codes. */
  readonly language?: string;
}

export interface SearchOptions {
  /** IRI of the scheme whose concepts are wanted. */
  readonly scheme?: string;
  /** Names in this language come first. */
  readonly language?: string;
  /** At most so many; 20 where it is left out. */
  readonly limit?: number;
}
