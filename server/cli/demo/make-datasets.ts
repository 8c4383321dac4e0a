import { cancerTypes } from './cancer-words.ts';
import type { CancerType } from './cancer-words.ts';
import type { Habits } from './habits.ts';
import { vendorsOf } from './image-words.ts';
import type { Modality, Vendor } from './image-words.ts';
import { mayBeSilent } from './population.ts';
import type { SampleDataset } from './population.ts';
import type { Random, Weighted } from './random.ts';
import { spreadPatients } from './spread-patients.ts';
import { themes } from './themes.ts';
import type { Theme } from './themes.ts';
import type { Titles } from './titles.ts';

/** Longitudinal collections have themes of their own. */
const methods: readonly Weighted<string>[] = [
  ['SPEC1000004', 40],
  ['SPEC1000007', 40],
  ['SPEC1000005', 14],
];

/** The datasets of a provider, for which so many patients are first examined. */
export function makeDatasets(
  count: number,
  people: number,
  titles: Titles,
  habit: Habits,
  random: Random,
): SampleDataset[] {
  const possible = cancerTypes.filter(({ key }) => !habit.without.includes(key));
  const weighted = possible.map((type) => [type, type.weight] as const);
  // The four most common types come first, so that also a small sample has them; then by their weight.
  const cancers = Array.from(
    { length: count },
    (_, index) => possible[index < 4 ? index : -1] ?? random.weighted(weighted),
  );
  const sizes = spreadPatients(people, cancers, habit.pilots, random);
  return cancers.map((cancer, index) =>
    makeDataset(index + 1, cancer, sizes[index] ?? 0, titles, habit, random),
  );
}

/** A dataset about one cancer type and one question, of some years. */
function makeDataset(
  number: number,
  cancer: CancerType,
  size: number,
  titles: Titles,
  habit: Habits,
  random: Random,
): SampleDataset {
  const theme = random.pick(titles.leastUsed(themes.filter((each) => each.cancer === cancer.key)));
  const firstYear = random.int(2008, 2018);
  const lastYear = Math.min(2024, firstYear + random.int(3, 9));
  const collectionMethod = theme.method ?? random.weighted(methods);
  return {
    number,
    size,
    cancer: cancer.key,
    theme,
    title: titles.take({ theme, firstYear, lastYear, collectionMethod }, random),
    firstYear,
    lastYear,
    collectionMethod,
    makers: makersFor(theme, size, random),
    type: random.weighted([
      ['SPEC1000020', 50],
      ['SPEC1000019', 36],
      ['SPEC1000018', 14],
    ]),
    tier: random.pick(['SPEC1000009', 'SPEC1000011', 'SPEC1000010']),
    access: random.weighted([
      ['IN_SITU_PROCESSING', 50],
      ['REMOTE_PROCESSING', 35],
      ['DOWNLOAD', 15],
    ] as const),
    release: {
      revisions: random.weighted([
        [0, 40],
        [1, 25],
        [2, 15],
        [3, 12],
        [4, 8],
      ]),
      calendar: random.chance(0.4),
      delay: random.int(30, 170),
      revised: random.int(15, 95) / 100,
    },
    wording: random.int(0, 999),
    german: random.chance(habit.german),
    silent: mayBeSilent.filter(() => random.chance(habit.silence)),
  };
}

/** The machines of the few sites that a dataset comes from: one or two makers a technique, three in a large dataset. */
function makersFor(theme: Theme, size: number, random: Random): SampleDataset['makers'] {
  return new Map<Modality, readonly Weighted<Vendor>[]>(
    theme.modalities.map(([modality]) => {
      const most = size > 150 ? 3 : 2;
      const chosen: Vendor[] = [];
      for (let site = random.int(1, most); site > 0; site--) {
        const left = vendorsOf(modality).filter(([maker]) => !chosen.includes(maker));
        chosen.push(random.weighted(left));
      }
      return [modality, chosen.map((maker, index) => [maker, [60, 28, 12][index] ?? 0] as const)];
    }),
  );
}
