import { foldWords } from '../fold-words.ts';

/** Runs of three letters of a text, without marks and case; made once where a text is compared often. */
export type Trigrams = ReadonlySet<string>;

/** How alike two texts are, 0 to 1: the share of runs of three letters that they have in common (Dice). */
export function likeness(one: Trigrams, other: Trigrams): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const run of one) if (other.has(run)) common++;
  return (2 * common) / (one.size + other.size);
}

export function trigrams(text: string): Trigrams {
  const padded = ` ${foldWords(text.slice(0, longest)).join(' ')} `;
  const runs = new Set<string>();
  for (let start = 0; start + 3 <= padded.length; start++) runs.add(padded.slice(start, start + 3));
  return runs;
}

const longest = 200;
