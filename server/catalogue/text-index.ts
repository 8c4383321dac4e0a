import { Bitset } from './bitset.ts';
import { foldWords } from '../ontology/fold-words.ts';

/** How much a word counts by where it stands. */
export const textWeights = { title: 8, keyword: 4, label: 2, description: 1 } as const;

/** The words of one dataset with the greatest weight at which each stands. */
export type WeighedWords = ReadonlyMap<string, number>;

export interface TextMatch {
  readonly members: Bitset;
  /** Weight by dataset number; zero where it does not match. */
  readonly scores: Uint16Array;
}

interface Postings {
  readonly datasets: number[];
  readonly weights: number[];
}

/** Words of all datasets, for search by the beginnings of words. */
export class TextIndex {
  readonly #size: number;
  readonly #words: readonly string[];
  readonly #postings: readonly Postings[];

  constructor(datasets: readonly WeighedWords[]) {
    this.#size = datasets.length;
    const postings = new Map<string, Postings>();
    datasets.forEach((words, number) => {
      for (const [word, weight] of words) {
        let list = postings.get(word);
        if (list === undefined) postings.set(word, (list = { datasets: [], weights: [] }));
        list.datasets.push(number);
        list.weights.push(weight);
      }
    });
    const sorted = [...postings].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#words = sorted.map(([word]) => word);
    this.#postings = sorted.map(([, list]) => list);
  }

  /** Datasets that have, for every word of the text, a word that begins with it; undefined for a text without words. */
  match(text: string): TextMatch | undefined {
    const words = [...new Set(foldWords(text))];
    if (words.length === 0) return undefined;
    const members = Bitset.full(this.#size);
    const scores = new Uint16Array(this.#size);
    for (const word of words) {
      const best = this.#weigh(word);
      const having = new Bitset(this.#size);
      best.forEach((weight, number) => {
        if (weight > 0) having.add(number);
        scores[number] = (scores[number] ?? 0) + weight;
      });
      members.intersect(having);
    }
    return { members, scores };
  }

  /** The greatest weight at which each dataset has a word with this beginning. */
  #weigh(beginning: string): Uint8Array {
    const best = new Uint8Array(this.#size);
    for (let at = this.#firstFrom(beginning); this.#words[at]?.startsWith(beginning) === true; at++) {
      const list = this.#postings[at];
      if (list === undefined) break;
      for (let i = 0; i < list.datasets.length; i++) {
        const number = list.datasets[i] ?? 0;
        const weight = list.weights[i] ?? 0;
        if (weight > (best[number] ?? 0)) best[number] = weight;
      }
    }
    return best;
  }

  /** Position of the first word that is not before this one. */
  #firstFrom(word: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#words[middle] ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Collects the words of one dataset. */
export class WordWeigher {
  readonly words = new Map<string, number>();

  add(text: string, weight: number): this {
    for (const word of foldWords(text)) {
      if (weight > (this.words.get(word) ?? 0)) this.words.set(word, weight);
    }
    return this;
  }
}
