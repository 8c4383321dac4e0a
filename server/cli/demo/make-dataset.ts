import { cancerTypes } from './cancer-words.ts';
import type { Habits } from './habits.ts';
import type { SampleDataset } from './population.ts';
import type { Random } from './random.ts';

/** A dataset about one cancer type, of some years. */
export function makeDataset(number: number, habit: Habits, random: Random): SampleDataset {
  const possible = cancerTypes.filter(({ key }) => !habit.without.includes(key));
  // The four most common types come first, so that also a small sample has them; then by their weight.
  const cancer =
    possible[number <= 4 ? number - 1 : -1] ??
    random.weighted(possible.map((type) => [type, type.weight] as const));
  const firstYear = random.int(2008, 2017);
  return {
    number,
    cancer: cancer.key,
    firstYear,
    lastYear: Math.min(2025, firstYear + random.int(4, 8)),
    collectionMethod: random.pick(['SPEC1000004', 'SPEC1000006', 'SPEC1000007', 'SPEC1000005']),
    type: random.weighted([
      ['SPEC1000020', 60],
      ['SPEC1000019', 30],
      ['SPEC1000018', 10],
    ]),
    tier: random.pick(['SPEC1000009', 'SPEC1000011', 'SPEC1000010']),
    access: random.weighted([
      ['IN_SITU_PROCESSING', 50],
      ['REMOTE_PROCESSING', 35],
      ['DOWNLOAD', 15],
    ] as const),
  };
}
