import type { Term } from '@rdfjs/types';
import { literal } from '../rdf/terms.ts';
import { xsd } from '../rdf/vocabulary.ts';
import { compareTerms } from './compare-terms.ts';
import type { Row } from './rows.ts';

/** Rows in which the terms of some columns are replaced by their places in the order of terms. */
export interface RankedRows {
  readonly rows: readonly Row[];
  /** The terms by place. */
  readonly terms: readonly Term[];
}

/** Replaces the terms of the columns by their places, equal terms by the same place. */
export function rankValues(rows: readonly Row[], columns: readonly string[]): RankedRows {
  const found = rows
    .flatMap((row) => columns.map((column) => row.get(column)))
    .filter((term) => term !== undefined);
  const terms: Term[] = [];
  const places = new Map<Term, number>();
  for (const term of found.toSorted(compareTerms)) {
    const last = terms.at(-1);
    if (last === undefined || compareTerms(last, term) !== 0) terms.push(term);
    places.set(term, terms.length - 1);
  }
  const ranked = rows.map((row) => {
    const copy = new Map(row);
    for (const column of columns) {
      const term = row.get(column);
      const place = term === undefined ? undefined : places.get(term);
      if (place !== undefined) copy.set(column, literal(String(place), xsd.integer));
    }
    return copy;
  });
  return { rows: ranked, terms };
}

/** Puts the terms back in place of their places. */
export function restoreValues(
  rows: readonly Row[],
  columns: ReadonlySet<string>,
  terms: readonly Term[],
): readonly Row[] {
  return rows.map((row) => {
    const copy = new Map(row);
    for (const column of columns) {
      const place = row.get(column);
      const term = place === undefined ? undefined : terms[Number(place.value)];
      if (term !== undefined) copy.set(column, term);
    }
    return copy;
  });
}
