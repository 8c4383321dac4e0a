import { DataFactory, Store } from 'n3';
import Engine from 'shacl-engine/Validator.js';
import type { EngineDataset, EngineResult } from 'shacl-engine/Validator.js';
import type { Quad, Term } from '../../../server/rdf/terms.ts';
import { rdfs, skos } from '../../../server/rdf/vocabulary.ts';

/**
 * shacl-engine as its manual shows it: shapes and data each in a store of n3, all nodes in one go. It finds the focus
 * nodes itself, so that what the shapes read of the vocabularies lies in the data, and classes in the shapes.
 */
export class PlainEngine {
  readonly #engine: Engine;
  readonly #shapes: readonly { readonly terms: readonly Term[] }[];
  readonly #vocabularies: readonly Quad[];

  constructor(quads: readonly Quad[], shapes: readonly Term[], ontology: readonly Quad[]) {
    const classes = ontology.filter(({ predicate }) => predicate.equals(rdfs.subClassOf));
    this.#engine = new Engine(storeOf([...quads, ...classes]), { factory: DataFactory });
    this.#shapes = shapes.map((term) => ({ terms: [term] }));
    this.#vocabularies = ontology.filter(({ predicate }) => predicate.equals(skos.inScheme));
  }

  async validate(data: readonly Quad[]): Promise<readonly EngineResult[]> {
    const dataset = storeOf([...data, ...this.#vocabularies]);
    const { results } = await this.#engine.validate({ dataset }, this.#shapes);
    return results;
  }
}

function storeOf(quads: readonly Quad[]): EngineDataset {
  const store = new Store();
  for (const quad of quads) store.addQuad(quad.subject, quad.predicate, quad.object);
  return store;
}
