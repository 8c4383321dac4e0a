import type { Place } from '../errors.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import type { Quad } from '../rdf/terms.ts';
import type { Attribute } from './attribute.ts';
import type { CodeConflict } from './code-claims.ts';
import { CodeReader } from './code-reader.ts';
import type { CodeSystem } from './code-system.ts';
import type { Concept, ConceptMatch, Resolution, SearchOptions } from './concept.ts';
import type { ConceptIndex } from './concept-index.ts';
import { ConceptNames } from './concept-names.ts';
import type { Ontology } from './ontology.ts';
import { OntologyPlaces } from './ontology-places.ts';
import type { OntologyFile } from './read-folder.ts';

export interface TurtleOntologyParts {
  readonly release: string;
  readonly hash: string;
  readonly prefixes: PrefixTable;
  readonly codeSystems: readonly CodeSystem[];
  readonly attributes: readonly Attribute[];
  readonly quads: readonly Quad[];
  readonly index: ConceptIndex;
  /** IRI of a retired term to that of the concept which replaces it. */
  readonly replaced: ReadonlyMap<string, string>;
  readonly files: readonly OntologyFile[];
}

/** How many concepts are told as near an unknown code. */
const mostNear = 5;

/** The hyper-ontology of Turtle files and mapping sets, held in memory. */
export class TurtleOntology implements Ontology {
  readonly release: string;
  readonly hash: string;
  readonly prefixes: PrefixTable;
  readonly attributes: readonly Attribute[];
  readonly quads: readonly Quad[];
  readonly codeSystems: readonly CodeSystem[];
  /** IRI of a retired term to that of the concept which replaces it. */
  readonly replaced: ReadonlyMap<string, string>;
  readonly #index: ConceptIndex;
  readonly #codes: CodeReader;
  readonly #attributes: ReadonlyMap<string, Attribute>;
  readonly #places: OntologyPlaces;
  #names: ConceptNames | undefined;

  constructor(parts: TurtleOntologyParts) {
    this.release = parts.release;
    this.hash = parts.hash;
    this.prefixes = parts.prefixes;
    this.attributes = parts.attributes;
    this.quads = parts.quads;
    this.codeSystems = parts.codeSystems;
    this.replaced = parts.replaced;
    this.#index = parts.index;
    this.#codes = new CodeReader(parts);
    this.#attributes = new Map(parts.attributes.map((attribute) => [attribute.name, attribute]));
    this.#places = new OntologyPlaces(parts.files);
  }

  /** All concepts: those of the vocabularies and the classes that none holds. */
  get concepts(): Iterable<Concept> {
    return this.#index.all;
  }

  /** Codes that several concepts claim. */
  get conflicts(): readonly CodeConflict[] {
    return this.#index.conflicts;
  }

  attribute(name: string): Attribute | undefined {
    return this.#attributes.get(name);
  }

  concept(iri: string): Concept | undefined {
    return this.#index.concept(iri);
  }

  conceptsOf(scheme: string): readonly Concept[] {
    return this.#index.conceptsOf(scheme);
  }

  resolve(code: string): Resolution {
    const found = this.#codes.find(code);
    if (found !== undefined) return found;
    const { iri, broader } = this.#codes.explain(code);
    // Found when asked for: lifting meets unknown codes by the thousand, and never looks at what is near.
    const near = (): readonly Concept[] => this.#near(code, broader);
    return {
      state: 'unknown',
      iri,
      ...(broader === undefined ? {} : { broader }),
      get near() {
        return near();
      },
    };
  }

  search(text: string, options: SearchOptions = {}): readonly ConceptMatch[] {
    const byName = this.#conceptNames().search(text, options);
    const byCode = this.#codes.find(text)?.concept;
    if (byCode === undefined || (options.scheme !== undefined && byCode.scheme.value !== options.scheme))
      return byName;
    const others = byName.filter(({ concept }) => concept !== byCode);
    return [{ concept: byCode, name: byCode.curie }, ...others].slice(0, options.limit);
  }

  expand(concept: Concept, options: { readonly descendants?: boolean } = {}): ReadonlySet<string> {
    return this.#index.expand(concept, options.descendants ?? true);
  }

  ancestors(concept: Concept): ReadonlySet<string> {
    return this.#index.ancestors(concept);
  }

  /** File and line of something, or of one of its properties: of the thing itself where no file has the property. */
  place(iri: string, predicate?: string): Place | undefined {
    return this.#places.find(iri, predicate);
  }

  #near(code: string, broader: Concept | undefined): readonly Concept[] {
    const others = this.#conceptNames().near(code, mostNear);
    return broader === undefined ? others : [...new Set([broader, ...others])].slice(0, mostNear);
  }

  /** Made at the first search: most processes never make one. */
  #conceptNames(): ConceptNames {
    this.#names ??= new ConceptNames(this.#index.all);
    return this.#names;
  }
}
