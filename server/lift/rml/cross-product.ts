import { MeridianError } from '../../errors.ts';

/** More combinations than this of the values of one record are taken for a mistake, or an attack. */
const maxCombinations = 100_000;

/**
 * Every way to go on from each beginning with one of the choices. Throws 'unreadable-source' where a record has so
 * many values that their combinations would fill the memory.
 */
export function crossProduct<Begin, Choice, Result>(
  beginnings: readonly Begin[],
  choices: readonly Choice[],
  join: (begin: Begin, choice: Choice) => Result,
): Result[] {
  limitCombinations(beginnings.length * choices.length);
  return beginnings.flatMap((begin) => choices.map((choice) => join(begin, choice)));
}

/** Throws where a record has so many combinations of values. */
export function limitCombinations(count: number): void {
  if (count <= maxCombinations) return;
  throw new MeridianError(
    'unreadable-source',
    `The record has more than ${maxCombinations} combinations of values.`,
    { advice: 'Let the mapping run over the inner items of the record instead of over the whole.' },
  );
}
