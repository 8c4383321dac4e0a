import type { Ontology } from '../ontology/ontology.ts';
import type { Quad } from '../rdf/terms.ts';
import type { Catalogue, DatasetView, Facet, SearchAnswer, SearchQuestion } from './catalogue.ts';
import type { CatalogueEdit, CatalogueImpact } from './catalogue-impact.ts';
import { CatalogueSnapshot } from './catalogue-snapshot.ts';
import { mergeDatasets, type DatasetRecord } from './dataset-record.ts';
import { readDatasets } from './read-datasets.ts';
import type { WeighedWords } from './text-index.ts';
import { ValueFolding } from './value-folding.ts';
import { weighWords } from './weigh-words.ts';

export interface CatalogueIndexOptions {
  readonly ontology: Ontology;
  /** Titles of the providers; one that is not here is shown by its identifier. */
  readonly providers: readonly { readonly id: string; readonly title: string }[];
}

/** The catalogue in memory. It can always be rebuilt from the submission record. */
export class CatalogueIndex implements Catalogue {
  readonly #ontology: Ontology;
  readonly #folding: ValueFolding;
  readonly #titles: ReadonlyMap<string, string>;
  readonly #submissions = new Map<string, readonly DatasetRecord[]>();
  readonly #words = new WeakMap<DatasetRecord, WeighedWords>();
  #snapshot: CatalogueSnapshot | undefined;

  constructor({ ontology, providers }: CatalogueIndexOptions) {
    this.#ontology = ontology;
    this.#folding = new ValueFolding(ontology);
    this.#titles = new Map(providers.map(({ id, title }) => [id, title]));
  }

  /**
   * Takes the catalogue-plane quads of a submission in place of those it had; undefined removes it. The new state is
   * seen by the next question as a whole.
   */
  replace(provider: string, submission: string, quads: readonly Quad[] | undefined): void {
    const key = JSON.stringify([provider, submission]);
    if (quads === undefined) this.#submissions.delete(key);
    else this.#submissions.set(key, readDatasets(provider, quads, this.#ontology));
    this.#snapshot = undefined;
  }

  search(question: SearchQuestion): SearchAnswer {
    return this.#current().search(question);
  }

  facets(question: SearchQuestion): readonly Facet[] {
    return this.#current().facets(question);
  }

  dataset(id: string, language: string): DatasetView | undefined {
    return this.#current().dataset(id, language);
  }

  /** The concepts that occur as values, by attribute. */
  values(): ReadonlyMap<string, readonly string[]> {
    return this.#current().values();
  }

  /** What an edit of the ontology would change; nothing is changed by it. */
  impact(edit: CatalogueEdit): CatalogueImpact {
    return this.#current().impact(edit);
  }

  /** Patients and studies are sums of what datasets state: who is in two datasets counts twice. */
  totals(): ReturnType<Catalogue['totals']> {
    const { records } = this.#current();
    return {
      datasets: records.length,
      patients: records.reduce((sum, record) => sum + (record.patients ?? 0), 0),
      studies: records.reduce((sum, record) => sum + (record.studies ?? 0), 0),
      providers: new Set(records.map((record) => record.provider)).size,
    };
  }

  /** Built when first asked for after a change, so that many submissions at start cost one build. */
  #current(): CatalogueSnapshot {
    if (this.#snapshot !== undefined) return this.#snapshot;
    const records = new Map<string, DatasetRecord>();
    for (const key of [...this.#submissions.keys()].sort()) {
      for (const record of this.#submissions.get(key) ?? []) {
        const other = records.get(record.iri);
        records.set(record.iri, other === undefined ? record : mergeDatasets(other, record));
      }
    }
    this.#snapshot = new CatalogueSnapshot([...records.values()], {
      ontology: this.#ontology,
      folding: this.#folding,
      providerTitle: (provider) => this.#titles.get(provider) ?? provider,
      wordsOf: (record) => this.#wordsOf(record),
    });
    return this.#snapshot;
  }

  #wordsOf(record: DatasetRecord): WeighedWords {
    let words = this.#words.get(record);
    if (words === undefined) {
      words = weighWords(record, {
        ontology: this.#ontology,
        folding: this.#folding,
        providerTitle: this.#titles.get(record.provider) ?? record.provider,
      });
      this.#words.set(record, words);
    }
    return words;
  }
}
