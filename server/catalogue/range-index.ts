import type { Attribute } from '../ontology/attribute.ts';
import { Bitset } from './bitset.ts';
import type { DatasetRecord } from './dataset-record.ts';

/** The stated ranges of one attribute, one per dataset. */
export class RangeIndex {
  readonly attribute: Attribute;
  /** Datasets that state neither end. */
  readonly unknown: Bitset;
  readonly #size: number;
  readonly #lows: Float64Array;
  readonly #highs: Float64Array;

  constructor(attribute: Attribute, records: readonly DatasetRecord[]) {
    this.attribute = attribute;
    this.#size = records.length;
    this.unknown = new Bitset(records.length);
    this.#lows = new Float64Array(records.length);
    this.#highs = new Float64Array(records.length);
    records.forEach((record, number) => {
      const range = record.ranges.get(attribute.name);
      if (range === undefined) this.unknown.add(number);
      // A missing end is open: it overlaps whatever lies beyond the other one.
      this.#lows[number] = range?.low ?? -Infinity;
      this.#highs[number] = range?.high ?? Infinity;
    });
  }

  /** Datasets whose range has at least one point in common with this one, ends included. */
  overlapping(from: number | undefined, to: number | undefined): Bitset {
    const found = new Bitset(this.#size);
    for (let number = 0; number < this.#size; number++) {
      if (
        (this.#lows[number] ?? 0) <= (to ?? Infinity) &&
        (this.#highs[number] ?? 0) >= (from ?? -Infinity)
      ) {
        found.add(number);
      }
    }
    return found.subtract(this.unknown);
  }

  /** The outermost stated ends of these datasets; undefined where none is stated. */
  ends(members: Bitset): { readonly low: number; readonly high: number } | undefined {
    let low = Infinity;
    let high = -Infinity;
    for (const number of members.members()) {
      for (const end of [this.#lows[number] ?? 0, this.#highs[number] ?? 0]) {
        if (!Number.isFinite(end)) continue;
        if (end < low) low = end;
        if (end > high) high = end;
      }
    }
    return low <= high ? { low, high } : undefined;
  }
}
