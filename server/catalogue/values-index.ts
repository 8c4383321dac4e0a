import type { Attribute } from '../ontology/attribute.ts';
import { Bitset } from './bitset.ts';
import type { DatasetRecord } from './dataset-record.ts';

/** The values that a dataset has instead of those it had; none where it has no value, or one outside the scheme. */
export interface OtherValues {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** True where a value was reviewed that lies outside the scheme. */
  readonly outside: boolean;
}

/** Which datasets have which value of one attribute: canonical concept IRIs, or identifiers without a scheme. */
export class ValuesIndex {
  readonly attribute: Attribute;
  readonly size: number;
  /** Datasets without any value. */
  readonly unknown: Bitset;
  readonly #postings: Map<string, Bitset>;

  private constructor(attribute: Attribute, unknown: Bitset, postings: Map<string, Bitset>) {
    this.attribute = attribute;
    this.size = unknown.size;
    this.unknown = unknown;
    this.#postings = postings;
  }

  static of(attribute: Attribute, records: readonly DatasetRecord[]): ValuesIndex {
    const index = new ValuesIndex(attribute, new Bitset(records.length), new Map());
    records.forEach((record, number) => {
      const values = record.values.get(attribute.name);
      if (values === undefined) {
        if (!record.outside.has(attribute.name)) index.unknown.add(number);
        return;
      }
      for (const value of values) {
        let posting = index.#postings.get(value);
        if (posting === undefined) index.#postings.set(value, (posting = new Bitset(records.length)));
        posting.add(number);
      }
    });
    return index;
  }

  /** The values that occur. */
  values(): Iterable<string> {
    return this.#postings.keys();
  }

  /** Datasets with any of these values, each once. */
  having(values: Iterable<string>): Bitset {
    const found = new Bitset(this.size);
    for (const value of values) {
      const posting = this.#postings.get(value);
      if (posting !== undefined) found.unite(posting);
    }
    return found;
  }

  /** The index as it would be with other values for some datasets, by number; it shares what does not change. */
  with(changes: ReadonlyMap<number, OtherValues>): ValuesIndex {
    const postings = new Map(this.#postings);
    const own = new Set<string>();
    const unknown = this.unknown.copy();
    const writable = (value: string): Bitset => {
      let posting = postings.get(value);
      if (posting === undefined || !own.has(value)) {
        posting = posting === undefined ? new Bitset(this.size) : posting.copy();
        postings.set(value, posting);
        own.add(value);
      }
      return posting;
    };
    for (const [number, { before, after, outside }] of changes) {
      for (const value of before) if (!after.has(value)) writable(value).remove(number);
      for (const value of after) if (!before.has(value)) writable(value).add(number);
      if (after.size > 0 || outside) unknown.remove(number);
      else unknown.add(number);
    }
    for (const value of own) if (postings.get(value)?.count() === 0) postings.delete(value);
    return new ValuesIndex(this.attribute, unknown, postings);
  }
}
