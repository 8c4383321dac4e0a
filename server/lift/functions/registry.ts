import { coalesce, prefixed, split, when } from './text.ts';
import { concept, unmapped } from './concept.ts';
import { number } from './number.ts';
import { pseudonym } from './pseudonym.ts';
import { shiftedDate } from './shifted-date.ts';
import { year, years } from './years.ts';
import type { LiftFunction } from './lift-function.ts';

/** Every function that a mapping may call, by IRI. A new one is a file here and a line below. */
export const liftFunctions: ReadonlyMap<string, LiftFunction> = new Map(
  [concept, unmapped, pseudonym, shiftedDate, year, years, number, coalesce, when, prefixed, split].map(
    (each) => [each.iri, each],
  ),
);
