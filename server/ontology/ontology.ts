import type { Quad } from '../rdf/terms.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import type { Attribute } from './attribute.ts';
import type { Concept, ConceptMatch, Resolution, SearchOptions } from './concept.ts';

/** The hyper-ontology as the rest of the server sees it (port). */
export interface Ontology {
  /** The release, `owl:versionInfo` of the ontology header: `2026.1`. */
  readonly release: string;
  /** SHA-256 over the canonical N-Quads of everything loaded, in hexadecimal; equal everywhere for equal content. */
  readonly hash: string;
  readonly prefixes: PrefixTable;
  /** In the order in which they are shown. */
  readonly attributes: readonly Attribute[];
  /** Every statement, for the ontology graph of the store and for shapes that read hierarchies. */
  readonly quads: readonly Quad[];

  attribute(name: string): Attribute | undefined;
  /** The concept that has this IRI, or whose class of equal codes holds it. */
  concept(iri: string): Concept | undefined;
  /** The concepts of a scheme, roots first, in order of their English label. */
  conceptsOf(scheme: string): readonly Concept[];
  /**
   * What a code means, in any of the styles in use: CURIE (`EUCAIM:IMG1000042`, `SNOMEDCT:77477000`,
   * `SNOMEDCT77477000`), `EUCAIM_Hyper-Ontology_V1.0.IMG1000042`, full IRI, or a bare EUCAIM code. A retired code
   * means what replaces it.
   */
  resolve(code: string): Resolution;
  /**
   * Concepts by name, best first: every word of the text begins a word of one name of the concept, or is a mistyped
   * one; case, accents and the order of words do not count. Names are labels and synonyms in all languages.
   */
  search(text: string, options?: SearchOptions): readonly ConceptMatch[];
  /**
   * The IRIs that a search for a concept finds: itself, its search equivalents and (unless told not to) all
   * descendants of both, with their search equivalents in turn, and what shows any of these beside other things. All
   * canonical.
   */
  expand(concept: Concept, options?: { readonly descendants?: boolean }): ReadonlySet<string>;
  /** All ancestors of a concept within its scheme (of a class: all superclasses), itself excluded; canonical IRIs. */
  ancestors(concept: Concept): ReadonlySet<string>;
}
