import { createLifter } from './lift/rml-lifter.ts';
import type { Lifter } from './lift/lifter.ts';
import { loadOntology } from './ontology/load-ontology.ts';
import { wordPatterns } from './ontology/word-patterns.ts';
import { loadMappingSets, type MappingSets } from './rdf/sssom.ts';
import { loadQueryLibrary, type QueryLibrary } from './query/query-library.ts';
import { createValidator } from './validate/shacl-validator.ts';
import type { Validator } from './validate/validator.ts';
import type { Folders } from './folders.ts';

type LoadedOntology = Awaited<ReturnType<typeof loadOntology>>;

/** The tools that the data folders make: each built when it is first asked for, and once. */
export class Toolbox {
  /** Where the tools are made from. */
  readonly folders: Folders;
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(folders: Folders) {
    this.folders = folders;
  }

  ontology(): Promise<LoadedOntology> {
    return this.#once('ontology', () =>
      loadOntology({ ontologyFolder: this.folders.ontology, sssomFolder: this.folders.sssom }),
    );
  }

  mappingSets(): Promise<MappingSets> {
    return this.#once('mappingSets', () => Promise.resolve(loadMappingSets(this.folders.sssom)));
  }

  lifter(): Promise<Lifter> {
    return this.#once('lifter', async () => {
      const ontology = await this.ontology();
      return createLifter({
        mappingsFolder: this.folders.mappings,
        ontology,
        mappingSets: await this.mappingSets(),
        attributes: ontology.attributes,
        wordPatterns: wordPatterns(ontology.quads),
      });
    });
  }

  validator(): Promise<Validator> {
    return this.#once('validator', async () =>
      createValidator({ shapesFolder: this.folders.shapes, hierarchy: (await this.ontology()).quads }),
    );
  }

  queries(): Promise<QueryLibrary> {
    return this.#once('queries', async () =>
      loadQueryLibrary(this.folders.queries, (await this.ontology()).prefixes),
    );
  }

  #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#made.set(name, made);
    return made;
  }
}
