import type { NamedNode } from '../rdf/terms.ts';

/** A concept of one of the hyper-ontology's vocabularies, in canonical form. */
export interface Concept {
  readonly iri: NamedNode;
  /** `EUCAIM:IMG1000042`. */
  readonly curie: string;
  readonly scheme: NamedNode;
  /** Preferred labels by language tag; `en` is always there. */
  readonly labels: ReadonlyMap<string, string>;
  /** Other names, in any language. */
  readonly synonyms: readonly string[];
  readonly definition?: string;
  /** IRIs of the direct parents in the same scheme. */
  readonly broader: readonly string[];
  /** IRIs of the direct children in the same scheme. */
  readonly narrower: readonly string[];
  /** IRIs of codes that mean the same (SNOMED CT, RadLex, DICOM, OMOP …). */
  readonly exactMatches: readonly string[];
  /** IRIs of concepts of another kind that people search as one with this. */
  readonly searchEquivalents: readonly string[];
  /**
   * IRI of the search equivalent under which lists and facets show this concept, so that people see one "Computed
   * tomography" and not two; absent where it stands for itself. Values and answers keep the concept's own IRI.
   */
  readonly shownAs?: string;
}

/** How a code was understood. */
export type Resolution =
  | { readonly state: 'found'; readonly concept: Concept }
  /** A well-formed code that no vocabulary here holds; `near` are concepts with a similar code or label. */
  | { readonly state: 'unknown'; readonly iri: string | undefined; readonly near: readonly Concept[] };
