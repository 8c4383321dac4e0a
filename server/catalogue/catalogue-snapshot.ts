import type { Ontology } from '../ontology/ontology.ts';
import { Bitset } from './bitset.ts';
import type { DatasetView, Facet, Filter, SearchAnswer, SearchQuestion } from './catalogue.ts';
import { catalogueImpact, type CatalogueEdit, type CatalogueImpact } from './catalogue-impact.ts';
import { countFacet, facetCandidate, facetCandidates, type FacetCandidate } from './count-facet.ts';
import { datasetIds } from './dataset-id.ts';
import type { DatasetRecord } from './dataset-record.ts';
import { filterDatasets, type AttributeIndex, type ReadFilter } from './filter-datasets.ts';
import { foldWords } from '../ontology/fold-words.ts';
import { inLanguage } from './in-language.ts';
import { RangeIndex } from './range-index.ts';
import { TextIndex, type TextMatch, type WeighedWords } from './text-index.ts';
import type { ValueFolding } from './value-folding.ts';
import { ValuesIndex } from './values-index.ts';
import { viewDataset } from './view-dataset.ts';

export interface SnapshotContext {
  readonly ontology: Ontology;
  readonly folding: ValueFolding;
  readonly providerTitle: (provider: string) => string;
  readonly wordsOf: (record: DatasetRecord) => WeighedWords;
}

/** The catalogue at one moment: datasets numbered in the order in which they are listed, and bits per value. */
export class CatalogueSnapshot {
  readonly records: readonly DatasetRecord[];
  readonly #context: SnapshotContext;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #byId: ReadonlyMap<string, DatasetRecord>;
  readonly #indexes: ReadonlyMap<string, AttributeIndex>;
  readonly #candidates: ReadonlyMap<string, readonly FacetCandidate[]>;
  readonly #text: TextIndex;
  #numbers: ReadonlyMap<string, number> | undefined;

  constructor(records: readonly DatasetRecord[], context: SnapshotContext) {
    this.#context = context;
    this.#ids = datasetIds(records);
    this.records = inListOrder(records, this.#ids);
    this.#byId = new Map(this.records.map((record) => [this.#id(record), record]));
    const { attributes } = context.ontology;
    this.#indexes = new Map(
      attributes
        .filter((attribute) => attribute.catalogue !== undefined)
        .map((attribute) => [
          attribute.name,
          attribute.datatype === undefined
            ? ValuesIndex.of(attribute, this.records)
            : new RangeIndex(attribute, this.records),
        ]),
    );
    this.#candidates = new Map(
      [...this.#indexes].map(([name, index]) => [
        name,
        index instanceof RangeIndex ? [] : facetCandidates(index, context.ontology, context.folding),
      ]),
    );
    this.#text = new TextIndex(this.records.map((record) => context.wordsOf(record)));
  }

  search(question: SearchQuestion): SearchAnswer {
    const match = this.#text.match(question.text);
    const members = this.#within(match, this.#read(question.filters));
    const numbers = [...members.members()];
    if (match !== undefined) {
      const { scores } = match;
      numbers.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    }
    return {
      total: numbers.length,
      items: numbers.slice(question.offset, question.offset + question.limit).flatMap((number) => {
        const record = this.records[number];
        return record === undefined ? [] : [this.#view(record, question.language)];
      }),
    };
  }

  facets(question: SearchQuestion): readonly Facet[] {
    const match = this.#text.match(question.text);
    const filters = this.#read(question.filters);
    return [...this.#indexes].map(([name, index]) => {
      const selected = new Set(
        filters.filter((filter) => filter.attribute === name).flatMap((filter) => [...filter.selected]),
      );
      return countFacet(index, this.#candidatesFor(index, selected), {
        context: this.#within(
          match,
          filters.filter((filter) => filter.attribute !== name),
        ),
        selected,
        language: question.language,
        nameOf: (identifier) => this.#context.providerTitle(identifier),
      });
    });
  }

  dataset(id: string, language: string): DatasetView | undefined {
    const record = this.#byId.get(id);
    return record === undefined ? undefined : this.#view(record, language);
  }

  /** The values that occur, by attribute: those that are concepts. */
  values(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...this.#indexes].flatMap(([name, index]) =>
        index instanceof RangeIndex || index.attribute.scheme === undefined
          ? []
          : [[name, [...index.values()]] as const],
      ),
    );
  }

  /** What an edit of the ontology would change. */
  impact(edit: CatalogueEdit): CatalogueImpact {
    return catalogueImpact(
      {
        records: this.records,
        indexes: this.#indexes,
        candidates: this.#candidates,
        idOf: (record) => this.#id(record),
        numbers: () => (this.#numbers ??= new Map(this.records.map(({ iri }, number) => [iri, number]))),
      },
      edit,
    );
  }

  /** What a facet may show: what occurs, and what was chosen although it does not. */
  #candidatesFor(index: AttributeIndex, selected: ReadonlySet<string>): readonly FacetCandidate[] {
    const candidates = this.#candidates.get(index.attribute.name) ?? [];
    if (index instanceof RangeIndex || index.attribute.scheme === undefined) return candidates;
    const missing = [...selected]
      .filter((iri) => !candidates.some((candidate) => candidate.key === iri))
      .flatMap((iri) => this.#context.ontology.concept(iri) ?? [])
      .map((concept) => facetCandidate(concept, index, this.#context.folding));
    return [...candidates, ...missing];
  }

  #read(filters: readonly Filter[]): readonly ReadFilter[] {
    return filters.map((filter) =>
      filterDatasets(filter, { ...this.#context, size: this.records.length, indexes: this.#indexes }),
    );
  }

  #within(match: TextMatch | undefined, filters: readonly ReadFilter[]): Bitset {
    const members = match === undefined ? Bitset.full(this.records.length) : match.members.copy();
    for (const filter of filters) members.intersect(filter.members);
    return members;
  }

  #view(record: DatasetRecord, language: string): DatasetView {
    return viewDataset(record, this.#id(record), language, this.#context);
  }

  #id(record: DatasetRecord): string {
    return this.#ids.get(record.iri) ?? record.iri;
  }
}

/** By English title, then by identifier: an order that does not depend on when something was published. */
function inListOrder(
  records: readonly DatasetRecord[],
  ids: ReadonlyMap<string, string>,
): readonly DatasetRecord[] {
  return records
    .map((record) => ({
      record,
      title: foldWords(inLanguage(record.titles, 'en') ?? '').join(' '),
      id: ids.get(record.iri) ?? record.iri,
    }))
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1))
    .map(({ record }) => record);
}
