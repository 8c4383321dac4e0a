import type { SourceRecord } from '../sources/record-source.ts';
import { lexicalOf } from '../sources/record-source.ts';
import type { Extract } from './compile-expression.ts';
import { crossProduct } from './cross-product.ts';

/**
 * An index from join values to what they lead to. Both sides of all conditions make one key; a side with several
 * values makes several keys (RML-Core, joins: any equal pair of values joins). Work is linear in both sides.
 */
export class HashJoin<Item> {
  readonly #buckets = new Map<string, Item[]>();

  add(record: SourceRecord, parents: readonly Extract[], item: Item): void {
    for (const key of joinKeys(record, parents)) {
      const bucket = this.#buckets.get(key);
      if (bucket === undefined) this.#buckets.set(key, [item]);
      else bucket.push(item);
    }
  }

  /** The items whose keys equal one of the record's, each once. */
  find(record: SourceRecord, children: readonly Extract[]): Iterable<Item> {
    const keys = joinKeys(record, children);
    if (keys.length === 1) return this.#buckets.get(keys[0] ?? '') ?? [];
    const found = new Set<Item>();
    for (const key of keys) for (const item of this.#buckets.get(key) ?? []) found.add(item);
    return found;
  }
}

/** One key per combination of values; lengths keep `ab`+`c` and `a`+`bc` apart. */
function joinKeys(record: SourceRecord, sides: readonly Extract[]): string[] {
  let keys = [''];
  for (const side of sides) {
    const values = side(record);
    if (values.length === 0) return [];
    const tails = [...new Set(values.map(lexicalOf))].map((value) => `${value.length}:${value}`);
    keys = crossProduct(keys, tails, (head, tail) => head + tail);
  }
  return keys;
}
