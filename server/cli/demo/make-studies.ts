import { daysAfter, withinSample } from './days.ts';
import type { Habits } from './habits.ts';
import { modalities } from './image-words.ts';
import type { Modality } from './image-words.ts';
import { absent } from './population.ts';
import type { Recorded, SampleDataset, SampleSeries, SampleStudy } from './population.ts';
import type { Random } from './random.ts';

/** Why a patient was examined, and for which datasets. */
export interface Occasion {
  /** ISO date of the diagnosis. */
  readonly diagnosed: string;
  /** The dataset of the first study. */
  readonly home: SampleDataset;
  /** Other datasets that later studies may go to. */
  readonly others: readonly SampleDataset[];
}

/** One to three studies of one to four series each, as the provider recorded them. */
export function makeStudies(occasion: Occasion, habit: Habits, random: Random): SampleStudy[] {
  const { diagnosed, home, others } = occasion;
  const count = random.weighted([
    [1, 74],
    [2, 20],
    [3, 6],
  ]);
  // Some patients are also in a second dataset, with the later studies.
  const second = count > 1 && others.length > 0 && random.chance(0.3) ? random.pick(others) : home;
  return Array.from({ length: count }, (_, index) => {
    const dataset = index === 0 ? home : second;
    return {
      uid: uid(random),
      date: withinSample(daysAfter(diagnosed, index === 0 ? random.int(-30, 60) : random.int(61, 900))),
      dataset: dataset.number,
      series: makeSeries(dataset, habit, random),
    };
  });
}

function makeSeries({ theme, makers }: SampleDataset, habit: Habits, random: Random): SampleSeries[] {
  const technique = random.weighted(theme.modalities);
  const bodyPart = random.weighted(theme.bodyParts);
  const vendor = recorded(random.weighted(makers.get(technique) ?? []), random, {
    missing: habit.vendorMissing,
    unread: 0.012,
    words: habit.unreadVendors,
  });
  const count = random.weighted([
    [1, 38],
    [2, 32],
    [3, 20],
    [4, 10],
  ]);
  return Array.from({ length: count }, (_, index) => {
    const hybrid = technique === 'petct' && habit.hybridSeries;
    const key: Modality = hybrid ? (index % 2 === 0 ? 'pet' : 'ct') : technique;
    return {
      uid: uid(random),
      modality: recordedModality(key, index, habit, random),
      bodyPart: recorded(bodyPart, random, {
        missing: habit.bodyPartMissing,
        unread: 0.015,
        words: habit.unreadBodyParts,
      }),
      vendor,
      instances: instances(key, habit, random),
    };
  });
}

function recordedModality(key: Modality, index: number, habit: Habits, random: Random): Recorded<Modality> {
  const outside = habit.modalityOutside;
  // A report stands beside images, never alone.
  if (outside !== undefined && index > 0 && random.chance(outside[0] * 2)) {
    return { state: 'outside', written: outside[1] };
  }
  return recorded(key, random, { missing: 0, unread: habit.modalityUnread, words: habit.unreadModalities });
}

/** A value with the gaps of a real record: left out at times, at times in words that nobody has mapped. */
function recorded<Key extends string>(
  key: Key,
  random: Random,
  { missing, unread, words }: { missing: number; unread: number; words: readonly string[] },
): Recorded<Key> {
  if (random.chance(missing)) return absent;
  if (words.length > 0 && random.chance(unread)) return { state: 'unmapped', written: random.pick(words) };
  return { state: 'known', key };
}

function instances(key: Modality, habit: Habits, random: Random): number {
  if (habit.fewInstances) {
    return random.weighted([
      [1, 90],
      [2, 8],
      [3, 2],
    ]);
  }
  const [fewest, most] = modalities[key].instances;
  return random.int(fewest, most);
}

/** A UID below 2.25 (PS3.5 B.2), from chance instead of a UUID. */
function uid(random: Random): string {
  const digits = (): number => random.int(100_000_000, 999_999_999);
  return `2.25.${digits()}${digits()}${digits()}`;
}
