import type { Attribute } from '../ontology/attribute.ts';
import type { Bitset } from './bitset.ts';
import type { FacetCandidate } from './count-facet.ts';
import type { FacetPlan } from './facet-plan.ts';
import type { ValuesIndex } from './values-index.ts';

/** A facet value with its number of datasets before and after an edit. */
export interface CountChange {
  readonly code: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** What an edit does to one facet: the values that are counted otherwise, and the datasets without a value. */
export interface FacetChange {
  readonly attribute: string;
  readonly label: string;
  readonly values: readonly CountChange[];
  readonly unknown: { readonly before: number; readonly after: number };
}

/** A row of a facet and the datasets that it counts, before and after. */
export interface MovedValue {
  readonly code: string;
  readonly label: string;
  readonly before: Bitset | undefined;
  readonly after: Bitset | undefined;
}

export interface ComparedFacet {
  readonly change: FacetChange;
  /** Datasets that are counted under other values. */
  readonly datasets: Bitset;
  readonly moved: readonly MovedValue[];
}

/**
 * Compares a facet under the ontology as it is (its candidates) with the same facet under an edited one (its plan over
 * the values that datasets then have). Undefined where nothing is counted otherwise. Only rows of the plan are counted.
 */
export function compareFacet(
  attribute: Attribute,
  before: { readonly index: ValuesIndex; readonly candidates: readonly FacetCandidate[] },
  after: { readonly index: ValuesIndex; readonly plan: FacetPlan },
): ComparedFacet | undefined {
  const old = new Map(before.candidates.map((candidate) => [candidate.key, candidate]));
  const gone = after.plan.gone.flatMap((key): MovedValue[] => {
    const { concept, rolledUp } = old.get(key) ?? {};
    const label = concept?.labels.get('en') ?? concept?.curie ?? key;
    return [{ code: concept?.curie ?? key, label, before: rolledUp, after: undefined }];
  });
  const rows = after.plan.changed.map(({ key, code, label, reach }): MovedValue => {
    return { code, label, before: old.get(key)?.rolledUp, after: after.index.having(reach) };
  });
  const datasets = difference(before.index.unknown, after.index.unknown);
  const moved = [...rows, ...gone].filter((row) => {
    const changed = difference(row.before, row.after);
    const any = changed !== undefined && changed.count() > 0;
    if (any) datasets.unite(changed);
    return any;
  });
  if (datasets.count() === 0) return undefined;
  return {
    datasets,
    moved,
    change: {
      attribute: attribute.name,
      label: attribute.labels.get('en') ?? attribute.name,
      values: moved
        .map(({ code, label, before: old, after: now }) => ({
          code,
          label,
          before: old?.count() ?? 0,
          after: now?.count() ?? 0,
        }))
        .sort(largestFirst),
      unknown: { before: before.index.unknown.count(), after: after.index.unknown.count() },
    },
  };
}

/** Members of either set that are not of both. */
function difference(a: Bitset, b: Bitset): Bitset;
function difference(a: Bitset | undefined, b: Bitset | undefined): Bitset | undefined;
function difference(a: Bitset | undefined, b: Bitset | undefined): Bitset | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.copy().subtract(b).unite(b.copy().subtract(a));
}

function largestFirst(a: CountChange, b: CountChange): number {
  return (
    Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
    b.after - a.after ||
    (a.code < b.code ? -1 : 1)
  );
}
