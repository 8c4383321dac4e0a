import type { Attribute } from '../ontology/attribute.ts';
import { Bitset } from './bitset.ts';
import type { DatasetRecord } from './dataset-record.ts';

/** Which datasets have which value of one attribute: canonical concept IRIs, or identifiers without a scheme. */
export class ValuesIndex {
  readonly attribute: Attribute;
  readonly size: number;
  /** Datasets without any value. */
  readonly unknown: Bitset;
  readonly #postings = new Map<string, Bitset>();

  constructor(attribute: Attribute, records: readonly DatasetRecord[]) {
    this.attribute = attribute;
    this.size = records.length;
    this.unknown = new Bitset(records.length);
    records.forEach((record, number) => {
      const values = record.values.get(attribute.name);
      if (values === undefined) {
        if (!record.outside.has(attribute.name)) this.unknown.add(number);
        return;
      }
      for (const value of values) {
        let posting = this.#postings.get(value);
        if (posting === undefined) this.#postings.set(value, (posting = new Bitset(records.length)));
        posting.add(number);
      }
    });
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
}
