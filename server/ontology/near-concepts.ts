import type { Concept } from './concept.ts';

const most = 5;

/** Longer input is no mistyped label; comparing it would cost more than it helps. */
const longest = 64;

interface Name {
  readonly concept: Concept;
  readonly text: string;
  readonly words: readonly string[];
}

/** Finds concepts whose code or label resembles what somebody typed. */
export class NearConcepts {
  readonly #names: readonly Name[];

  constructor(concepts: Iterable<Concept>) {
    const names: Name[] = [];
    for (const concept of concepts) {
      const texts = [concept.curie, ...concept.labels.values(), ...concept.synonyms];
      for (const text of new Set(texts.map((each) => each.toLowerCase()))) {
        names.push({ concept, text, words: wordsOf(text) });
      }
    }
    this.#names = names;
  }

  /** At most five concepts, nearest first: the same words, then words that begin alike, then few typing errors. */
  find(text: string): readonly Concept[] {
    const query = text.trim().toLowerCase();
    if (query.length < 2 || query.length > longest) return [];
    const wanted = wordsOf(query).filter((word) => word.length > 1);
    const scores = new Map<Concept, number>();
    for (const name of this.#names) {
      const score = distance(query, wanted, name);
      if (score !== undefined && score < (scores.get(name.concept) ?? Infinity))
        scores.set(name.concept, score);
    }
    return [...scores]
      .sort(([a, left], [b, right]) => left - right || (a.curie < b.curie ? -1 : 1))
      .slice(0, most)
      .map(([concept]) => concept);
  }
}

/** 0 for equal, below 1 where every word of the query begins a word of the name, else 1 and the typing errors. */
function distance(query: string, wanted: readonly string[], { text, words }: Name): number | undefined {
  if (query === text) return 0;
  if (wanted.length > 0 && wanted.every((word) => words.some((other) => other.startsWith(word)))) {
    return 1 - query.length / (text.length + 1);
  }
  const allowed = Math.min(3, Math.floor(query.length / 4));
  const errors = editDistance(query, text, allowed);
  return errors === undefined ? undefined : 1 + errors;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}

/** Levenshtein distance; undefined as soon as it is sure to exceed the limit. */
function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const cost = Math.min(cell(row, j - 1) + same, cell(row, j) + 1, cell(next, j - 1) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return undefined;
    row = next;
  }
  const errors = cell(row, b.length);
  return errors > limit ? undefined : errors;
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
