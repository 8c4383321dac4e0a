import { compareTerms } from './compare-terms.ts';
import type { Row } from './rows.ts';

/** A column to sort by. */
export interface SortKey {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The rows in the order of the keys, the first key first; rows that are equal in all keep their order. */
export function sortRows(rows: readonly Row[], keys: readonly SortKey[]): readonly Row[] {
  return rows.toSorted((one, other) => {
    for (const { column, isDescending } of keys) {
      const difference = compareTerms(one.get(column), other.get(column));
      if (difference !== 0) return isDescending ? -difference : difference;
    }
    return 0;
  });
}
