import { ByteBuffer } from './byte-buffer.ts';
import type { ByteKey } from './byte-index.ts';
import { ByteIndex, grown } from './byte-index.ts';
import type { Effect } from './noted-effects.ts';

/** Values as spans of one buffer; what one look-up gives is good until the next. */
export interface Results {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly effects: readonly Effect[] | undefined;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** More than this is forgotten, all at once. */
const [maxBytes, maxEntries] = [1 << 25, 1 << 18];

/** What term maps gave for what they were given, in a bounded space: values repeat in tables. */
export class ResultCache {
  readonly results: Mutable<Results> = {
    bytes: new Uint8Array(0),
    count: 0,
    starts: new Int32Array(16),
    ends: new Int32Array(16),
    effects: undefined,
  };
  readonly #index = new ByteIndex();
  readonly #values = new ByteBuffer(1 << 16);
  /** For each entry where its values begin in {@link #ends}, and for each value where it ends. */
  #firsts = new Int32Array(1 << 9);
  #ends = new Int32Array(1 << 9);
  #ended = 0;
  readonly #effects = new Map<number, readonly Effect[]>();

  /** Puts what is remembered for the key into the results; false where nothing is. */
  find(key: ByteKey): boolean {
    const number = this.#index.find(key);
    if (number < 0) return false;
    const first = this.#firsts[number] ?? 0;
    const behind = number + 1 < this.#index.size ? (this.#firsts[number + 1] ?? 0) : this.#ended;
    this.#give(first, behind, this.#effects.size === 0 ? undefined : this.#effects.get(number));
    return true;
  }

  /** Remembers texts for the key, and puts them into the results. */
  add(key: ByteKey, texts: readonly string[], effects: readonly Effect[] | undefined): void {
    if (this.#values.at + this.#index.bytes > maxBytes || this.#index.size >= maxEntries) this.#clear();
    const number = this.#index.add(key);
    if (number >= this.#firsts.length) this.#firsts = grown(this.#firsts, number * 2);
    const first = (this.#firsts[number] = this.#ended);
    for (const text of texts) {
      this.#values.appendText(text);
      if (this.#ended === this.#ends.length) this.#ends = grown(this.#ends, this.#ended * 2);
      this.#ends[this.#ended++] = this.#values.at;
    }
    if (effects !== undefined) this.#effects.set(number, effects);
    this.#give(first, this.#ended, effects);
  }

  #give(first: number, behind: number, effects: readonly Effect[] | undefined): void {
    const { results } = this;
    results.bytes = this.#values.bytes;
    results.count = behind - first;
    results.effects = effects;
    if (results.count > results.starts.length) {
      results.starts = new Int32Array(results.count * 2);
      results.ends = new Int32Array(results.count * 2);
    }
    for (let index = 0; index < results.count; index++) {
      const number = first + index;
      results.starts[index] = number === 0 ? 0 : (this.#ends[number - 1] ?? 0);
      results.ends[index] = this.#ends[number] ?? 0;
    }
  }

  #clear(): void {
    this.#index.clear();
    this.#values.at = this.#ended = 0;
    this.#effects.clear();
  }
}

/** Texts that are not to be remembered, as results. */
export class FreshResults implements Results {
  count = 0;
  starts = new Int32Array(16);
  ends = new Int32Array(16);
  readonly effects = undefined;
  readonly #buffer = new ByteBuffer(1 << 10);

  get bytes(): Uint8Array {
    return this.#buffer.bytes;
  }

  give(texts: readonly string[]): this {
    this.#buffer.at = 0;
    this.count = texts.length;
    if (texts.length > this.starts.length) {
      this.starts = new Int32Array(texts.length * 2);
      this.ends = new Int32Array(texts.length * 2);
    }
    for (let index = 0; index < texts.length; index++) {
      this.starts[index] = this.#buffer.at;
      this.#buffer.appendText(texts[index] ?? '');
      this.ends[index] = this.#buffer.at;
    }
    return this;
  }
}
