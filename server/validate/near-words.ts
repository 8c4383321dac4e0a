/** The words that differ from a misspelt one by at most three edits, for suggestions. */
export function nearWords(word: string, known: readonly string[]): string[] {
  return known.filter((candidate) => distance(candidate.toLowerCase(), word.toLowerCase()) <= 3);
}

/** Edits (Levenshtein) between two words, for suggestions. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
