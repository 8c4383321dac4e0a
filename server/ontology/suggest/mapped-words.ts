import type { MappingRow, MappingSets } from '../../rdf/sssom.ts';
import { likeness, trigrams, type Trigrams } from './likeness.ts';

interface MappedWord {
  readonly row: MappingRow;
  readonly set: string;
  readonly runs: Trigrams;
}

/** The words that mapping sets give a meaning to, for finding those much like another. */
export class MappedWords {
  static readonly #made = new WeakMap<MappingSets, MappedWords>();
  readonly #words: readonly MappedWord[];

  private constructor(sets: MappingSets) {
    this.#words = [...sets.values()].flatMap(({ name, rows }) =>
      rows
        .filter(({ literal, negated, noTermFound }) => literal && !negated && !noTermFound)
        .map((row) => ({ row, set: name, runs: trigrams(row.subjectLabel ?? '') })),
    );
  }

  /** The words of these sets, read once. */
  static of(sets: MappingSets): MappedWords {
    let words = MappedWords.#made.get(sets);
    if (words === undefined) MappedWords.#made.set(sets, (words = new MappedWords(sets)));
    return words;
  }

  /** Rows whose word is at least so much like the text. */
  like(text: string, least: number): { row: MappingRow; set: string; alike: number }[] {
    const asked = trigrams(text);
    return this.#words.flatMap(({ row, set, runs }) => {
      const alike = likeness(asked, runs);
      return alike < least ? [] : [{ row, set, alike }];
    });
  }
}
