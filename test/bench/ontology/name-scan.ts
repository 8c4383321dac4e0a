import type { Concept } from '../../../server/ontology/concept.ts';
import { foldWords } from '../../../server/ontology/fold-words.ts';

/** Finds by looking at every name: each word asked for has to begin a word of it, or to be close to one. */
export class NameScan {
  readonly #names: readonly { readonly curie: string; readonly words: readonly string[] }[];

  constructor(concepts: Iterable<Concept>) {
    this.#names = [...concepts].flatMap(({ curie, labels, synonyms }) =>
      [...new Set([...labels.values(), ...synonyms])].map((name) => ({ curie, words: foldWords(name) })),
    );
  }

  /** CURIEs, each once. */
  search(text: string): readonly string[] {
    const asked = [...new Set(foldWords(text))];
    if (asked.length === 0 || asked.length > 12) return [];
    const found = this.#names.filter(({ words }) =>
      asked.every((word) => words.some((other) => fits(word, other))),
    );
    return [...new Set(found.map(({ curie }) => curie))];
  }
}

function fits(word: string, other: string): boolean {
  if (word === other || (word.length > 1 && other.startsWith(word))) return true;
  const errors = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  return errors > 0 && Math.abs(word.length - other.length) <= errors && distance(word, other) <= errors;
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
