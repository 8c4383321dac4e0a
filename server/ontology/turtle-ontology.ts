import { readFileSync } from 'node:fs';
import type { Place } from '../errors.ts';
import type { PrefixTable } from '../rdf/prefixes.ts';
import { toCurie } from '../rdf/prefixes.ts';
import type { Quad } from '../rdf/terms.ts';
import type { Attribute } from './attribute.ts';
import type { CodeSystem } from './code-system.ts';
import type { Concept, Resolution } from './concept.ts';
import type { ConceptIndex } from './concept-index.ts';
import { NearConcepts } from './near-concepts.ts';
import type { Ontology } from './ontology.ts';
import { readCode } from './read-code.ts';
import type { OntologyFile } from './read-folder.ts';

export interface TurtleOntologyParts {
  readonly release: string;
  readonly hash: string;
  readonly prefixes: PrefixTable;
  readonly codeSystems: readonly CodeSystem[];
  readonly attributes: readonly Attribute[];
  readonly quads: readonly Quad[];
  readonly index: ConceptIndex;
  readonly files: readonly OntologyFile[];
}

/** The hyper-ontology of Turtle files and mapping sets, held in memory. */
export class TurtleOntology implements Ontology {
  readonly release: string;
  readonly hash: string;
  readonly prefixes: PrefixTable;
  readonly attributes: readonly Attribute[];
  readonly quads: readonly Quad[];
  readonly #codeSystems: readonly CodeSystem[];
  readonly #index: ConceptIndex;
  readonly #attributes: ReadonlyMap<string, Attribute>;
  readonly #files: readonly OntologyFile[];
  #near: NearConcepts | undefined;

  constructor(parts: TurtleOntologyParts) {
    this.release = parts.release;
    this.hash = parts.hash;
    this.prefixes = parts.prefixes;
    this.attributes = parts.attributes;
    this.quads = parts.quads;
    this.#codeSystems = parts.codeSystems;
    this.#index = parts.index;
    this.#attributes = new Map(parts.attributes.map((attribute) => [attribute.name, attribute]));
    this.#files = parts.files;
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
    const iris = readCode(code, this.#codeSystems, this.prefixes);
    for (const iri of iris) {
      const concept = this.#index.concept(iri);
      if (concept !== undefined) return { state: 'found', concept };
    }
    // Found when asked for: lifting meets unknown codes by the thousand, and never looks at what is near.
    const near = (): readonly Concept[] => this.#nearConcepts().find(code);
    return {
      state: 'unknown',
      iri: iris[0],
      get near() {
        return near();
      },
    };
  }

  expand(concept: Concept, options: { readonly descendants?: boolean } = {}): ReadonlySet<string> {
    return this.#index.expand(concept, options.descendants ?? true);
  }

  ancestors(concept: Concept): ReadonlySet<string> {
    return this.#index.ancestors(concept);
  }

  /** The file, and where it can be found the line, on which something is described. */
  place(iri: string): Place | undefined {
    const holder = this.#files.find(({ quads }) => quads.some((quad) => quad.subject.value === iri));
    if (holder === undefined) return undefined;
    const names = [...this.prefixes].flatMap(([prefix, namespace]) =>
      iri.startsWith(namespace) ? [`${prefix}:${iri.slice(namespace.length)} `] : [],
    );
    const starts = [`<${iri}> `, `${toCurie(this.prefixes, iri)} `, ...names];
    const lines = readFileSync(holder.file, 'utf8').split('\n');
    const line = lines.findIndex((text) => starts.some((start) => text.startsWith(start)));
    return line < 0 ? { file: holder.file } : { file: holder.file, line: line + 1 };
  }

  /** Made at the first unknown code: most processes never meet one. */
  #nearConcepts(): NearConcepts {
    this.#near ??= new NearConcepts(this.#index.all);
    return this.#near;
  }
}
