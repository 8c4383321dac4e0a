import type { SourceRecord } from '../../sources/record-source.ts';
import type { ByteRow } from './byte-row.ts';
import { ByteKey } from './byte-index.ts';
import type { CurrentRecord } from './current-record.ts';
import type { NotedEffects } from './noted-effects.ts';
import type { ResultCache, Results } from './result-cache.ts';
import { FreshResults } from './result-cache.ts';

/** What a closure over strings gives for a record, as texts; not kept where `lasting` is false. */
export interface Evaluated {
  readonly texts: readonly string[];
  readonly lasting: boolean;
}

export type Evaluate = (record: SourceRecord) => Evaluated;

/** A longer key is not worth to be kept. */
const maxKey = 1 << 12;
/** After so many results that had to be made, it is seen whether remembering them pays. */
const trial = 1 << 14;

/**
 * A closure over strings that is only called for values it was not called for before. Everything a mapping can say that
 * is not a plain copy of cells runs like this: functions, languages and datatypes from cells, blank nodes.
 */
export class Remembered {
  readonly #number: number;
  readonly #evaluate: Evaluate;
  readonly #cache: ResultCache;
  readonly #effects: NotedEffects;
  #found = 0;
  #made = 0;
  #pays = true;

  /** `number` tells it apart from others in the cache. */
  constructor(number: number, evaluate: Evaluate, cache: ResultCache, effects: NotedEffects) {
    this.#number = number;
    this.#evaluate = evaluate;
    this.#cache = cache;
    this.#effects = effects;
  }

  /** What it gives for the values in these slots of the row. */
  results(row: ByteRow, slots: readonly number[], current: CurrentRecord): Results {
    const effects = this.#effects;
    if (!this.#pays) {
      const { texts } = this.#evaluate(current.get(row, slots));
      effects.take();
      return fresh.give(texts);
    }
    key.begin(this.#number);
    for (const slot of slots) key.addCell(row, row.columns[slot] ?? 0);
    if (this.#cache.find(key)) {
      this.#found++;
      const { results } = this.#cache;
      if (results.effects !== undefined) effects.repeat(results.effects, current.get(row, slots));
      return results;
    }
    this.#made++;
    if (this.#made === trial) {
      this.#pays = this.#found > trial >> 3;
      this.#made = this.#found = 0;
    }
    const { texts, lasting } = this.#evaluate(current.get(row, slots));
    const noted = effects.take();
    if (!lasting || key.buffer.at > maxKey) return fresh.give(texts);
    this.#cache.add(key, texts, noted);
    return this.#cache.results;
  }
}

/** Used again and again; nothing is looked up while something is looked up. */
const key = new ByteKey();
const fresh = new FreshResults();
