import type { GraphChange } from '../store/store.ts';

/** How many statements of a plane came and went with a version. */
export interface ChangeCounts {
  readonly added: number;
  readonly removed: number;
}

/** What one content has and another has not, both ways, as N-Triples. */
export interface StatementChanges extends GraphChange {
  readonly counts: ChangeCounts;
  /**
   * False where a value goes and another of the same subject and predicate stays that an engine may hold to be the same
   * (`"1.0"` and `"1.00"`, `@en` and `@EN`): taking out the one would take out both.
   */
  readonly exact: boolean;
}

const [lineFeed, space, quote] = [0x0a, 0x20, 0x22];

/** Compares two contents as `sortedNTriples` writes them, line by line in one pass. */
export function statementChanges(before: Uint8Array, after: Uint8Array): StatementChanges {
  const [removed, added] = [new Runs(before), new Runs(after)];
  const groups = new ValueGroups(before);
  let [at, to] = [0, 0];
  while (at < before.length || to < after.length) {
    const order = at >= before.length ? 1 : to >= after.length ? -1 : compareLines(before, at, after, to);
    if (order === 0) {
      groups.kept(at);
      at = nextLine(before, at);
      to = nextLine(after, to);
    } else if (order < 0) {
      groups.removed(at);
      at = removed.take(at, nextLine(before, at));
    } else to = added.take(to, nextLine(after, to));
  }
  return {
    removed: removed.bytes(),
    added: added.bytes(),
    counts: { added: added.count, removed: removed.count },
    exact: groups.exact,
  };
}

/** Lines that were taken from a content; neighbours are one run. */
class Runs {
  readonly #content: Uint8Array;
  readonly #runs: { start: number; end: number }[] = [];
  count = 0;

  constructor(content: Uint8Array) {
    this.#content = content;
  }

  /** Gives the end. */
  take(start: number, end: number): number {
    const last = this.#runs.at(-1);
    if (last?.end === start) last.end = end;
    else this.#runs.push({ start, end });
    this.count++;
    return end;
  }

  bytes(): Uint8Array {
    return new Uint8Array(
      Buffer.concat(this.#runs.map(({ start, end }) => this.#content.subarray(start, end))),
    );
  }
}

/** Watches for values of one subject and predicate of which some go and some stay; they follow one another. */
class ValueGroups {
  readonly #content: Uint8Array;
  #lastKept = -1;
  #lastRemoved = -1;
  exact = true;

  constructor(content: Uint8Array) {
    this.#content = content;
  }

  kept(line: number): void {
    this.#lastKept = line;
    if (this.#lastRemoved < 0) return;
    this.#compare(this.#lastRemoved, line);
    this.#lastRemoved = -1;
  }

  removed(line: number): void {
    this.#lastRemoved = line;
    if (this.#lastKept >= 0) this.#compare(this.#lastKept, line);
  }

  #compare(first: number, second: number): void {
    const [start, other] = [this.#object(first), this.#object(second)];
    if (start - first !== other - second || !this.#isTyped(start) || !this.#isTyped(other)) return;
    const content = Buffer.from(this.#content.buffer, this.#content.byteOffset, this.#content.byteLength);
    if (content.compare(content, first, start, second, other) === 0) this.exact = false;
  }

  /** Where the object of a line begins. */
  #object(line: number): number {
    return this.#content.indexOf(space, this.#content.indexOf(space, line) + 1) + 1;
  }

  /** A literal with a datatype or a language: before the blank and the full stop is no quotation mark. */
  #isTyped(object: number): boolean {
    return this.#content[object] === quote && this.#content[nextLine(this.#content, object) - 4] !== quote;
  }
}

function nextLine(content: Uint8Array, offset: number): number {
  const end = content.indexOf(lineFeed, offset);
  return end < 0 ? content.length : end + 1;
}

/** The order of UTF-16 units, in which JavaScript sorts text: characters beyond the base plane stand before U+E000. */
function compareLines(a: Uint8Array, at: number, b: Uint8Array, to: number): number {
  for (let [i, j] = [at, to]; ; i++, j++) {
    const [left = lineFeed, right = lineFeed] = [a[i], b[j]];
    if (left !== right) return rank(left) - rank(right);
    if (left === lineFeed) return 0;
  }
}

/** Lead bytes of four-byte characters before those of U+E000 to U+FFFF, 0xEE and 0xEF. */
function rank(byte: number): number {
  if (byte >= 0xf0) return 0xed + (byte - 0xef) / 32;
  return byte;
}
