import type { Bitset } from './bitset.ts';
import type { FacetCandidate } from './count-facet.ts';
import type { DatasetRecord } from './dataset-record.ts';
import { compareFacet, type ComparedFacet, type FacetChange } from './facet-impact.ts';
import type { FacetPlan } from './facet-plan.ts';
import { inLanguage } from './in-language.ts';
import { otherValues, type DatasetMoves } from './other-values.ts';
import { RangeIndex } from './range-index.ts';
import type { ValuesIndex } from './values-index.ts';

/** What an edit of the ontology does to values of datasets, and the facets that it then makes. */
export interface CatalogueEdit {
  /** Value that occurs to the concept it then is; undefined for one that is none any more. Others stay. */
  readonly renamed: ReadonlyMap<string, string | undefined>;
  /** Attribute name to dataset (IRI) to the values it loses and gains. */
  readonly moves: ReadonlyMap<string, DatasetMoves>;
  /** Attribute name to the rows of its facet that may count otherwise. */
  readonly plans: ReadonlyMap<string, FacetPlan>;
}

/** A dataset that is counted under other values of an attribute. */
export interface DatasetChange {
  readonly id: string;
  readonly title: string;
  readonly attribute: string;
  /** Facet values that it no longer has, those above its values among them. */
  readonly from: readonly NamedValue[];
  /** Facet values that it has instead. */
  readonly to: readonly NamedValue[];
}

export interface NamedValue {
  readonly code: string;
  readonly label: string;
}

export interface CatalogueImpact {
  readonly facets: readonly FacetChange[];
  readonly datasets: {
    /** Datasets that change. */
    readonly total: number;
    /** The first of them in the order of the catalogue, one entry for each attribute. */
    readonly listed: readonly DatasetChange[];
  };
}

/** The catalogue at one moment, as far as an edit concerns it. */
export interface ComparedCatalogue {
  readonly records: readonly DatasetRecord[];
  readonly indexes: ReadonlyMap<string, ValuesIndex | RangeIndex>;
  readonly candidates: ReadonlyMap<string, readonly FacetCandidate[]>;
  readonly idOf: (record: DatasetRecord) => string;
  /** Numbers of datasets by IRI. */
  readonly numbers: () => ReadonlyMap<string, number>;
}

const maxListed = 200;

/** What an edit changes in the catalogue, computed on the bits of its indexes: no dataset is read again. */
export function catalogueImpact(catalogue: ComparedCatalogue, edit: CatalogueEdit): CatalogueImpact {
  const compared: ComparedFacet[] = [];
  for (const [name, index] of catalogue.indexes) {
    const plan = edit.plans.get(name);
    if (index instanceof RangeIndex || plan === undefined) continue;
    const changes = otherValues(index, catalogue.records, { ...edit, numbers: catalogue.numbers });
    const after = changes.size === 0 ? index : index.with(changes);
    const candidates = catalogue.candidates.get(name) ?? [];
    const facet = compareFacet(index.attribute, { index, candidates }, { index: after, plan });
    if (facet !== undefined) compared.push(facet);
  }
  const [first, ...others] = compared.map(({ datasets }) => datasets);
  const all = first?.copy();
  for (const each of others) all?.unite(each);
  return {
    facets: compared.map(({ change }) => change),
    datasets: {
      total: all?.count() ?? 0,
      listed: all === undefined ? [] : listChanges(all, compared, catalogue),
    },
  };
}

function listChanges(
  changed: Bitset,
  compared: readonly ComparedFacet[],
  { records, idOf }: ComparedCatalogue,
): readonly DatasetChange[] {
  const listed: DatasetChange[] = [];
  for (const number of changed.members()) {
    const record = records[number];
    if (record === undefined) continue;
    for (const { change, datasets, moved } of compared) {
      if (!datasets.has(number)) continue;
      if (listed.length === maxListed) return listed;
      const rows = (has: (row: (typeof moved)[number]) => boolean): NamedValue[] =>
        moved.filter(has).map(({ code, label }) => ({ code, label }));
      listed.push({
        id: idOf(record),
        title: inLanguage(record.titles, 'en') ?? idOf(record),
        attribute: change.attribute,
        from: rows(({ before, after }) => before?.has(number) === true && after?.has(number) !== true),
        to: rows(({ before, after }) => before?.has(number) !== true && after?.has(number) === true),
      });
    }
  }
  return listed;
}
