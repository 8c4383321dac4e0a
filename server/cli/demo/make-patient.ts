import { cancerType } from './cancer-words.ts';
import type { CancerType } from './cancer-words.ts';
import { daysAfter } from './days.ts';
import type { Habits } from './habits.ts';
import { makeDiagnoses } from './make-diagnoses.ts';
import { makeStudies } from './make-studies.ts';
import { absent } from './population.ts';
import type { Recorded, SampleDataset, SamplePatient, Sex } from './population.ts';
import type { Random } from './random.ts';

/** A patient as they are, who was first examined for the dataset `home`, and what of it their provider recorded. */
export function makePatient(
  number: number,
  home: SampleDataset,
  datasets: readonly SampleDataset[],
  habit: Habits,
  random: Random,
): SamplePatient {
  const cancer = cancerType(home.cancer);
  const sex: Sex = random.chance(cancer.femaleShare) ? 'female' : 'male';
  const year = random.int(home.firstYear, home.lastYear);
  const date = daysAfter(`${year}-01-01`, random.int(0, 364));
  const age = ageOf(cancer, random);
  const ageKnown = !random.chance(habit.ageMissing);
  const studies = random.chance(habit.withoutImages)
    ? []
    : makeStudies({ diagnosed: date, home, others: othersFor(home, year, datasets) }, habit, random);
  const numbers = new Set([home.number, ...studies.map(({ dataset }) => dataset)]);
  return {
    localId: `${habit.name.slice(0, 1).toUpperCase()}${100_000 + number}-${random.hex(6)}`,
    number,
    datasets: [...numbers].sort((one, other) => one - other),
    sex: recordedSex(sex, habit, random),
    birthDate: ageKnown ? daysAfter(date, -age * 365.25) : undefined,
    ...makeDiagnoses({ cancer, date, age, ageKnown, sex }, habit, random),
    diagnosesComplete: habit.diagnosesComplete,
    studies,
  };
}

/** Other datasets that a patient fits into: about the same cancer, of the same years, and no pilots. */
function othersFor(home: SampleDataset, year: number, datasets: readonly SampleDataset[]): SampleDataset[] {
  return datasets.filter(
    (other) =>
      other !== home &&
      other.cancer === home.cancer &&
      other.firstYear <= year &&
      year <= other.lastYear &&
      home.size >= 10 &&
      other.size >= 10,
  );
}

/** Fractions stay away from whole years: a tenth more or less must not decide whether someone is 50. */
function ageOf({ age: [mean, deviation] }: CancerType, random: Random): number {
  return Math.floor(random.normal(mean, deviation, 18, 95)) + random.int(2, 8) / 10;
}

function recordedSex(sex: Sex, { sexMissing, sexOutside }: Habits, random: Random): Recorded<Sex> {
  if (random.chance(sexMissing)) return absent;
  if (sexOutside !== undefined && random.chance(sexOutside[0])) {
    return { state: 'outside', written: sexOutside[1] };
  }
  return { state: 'known', key: sex };
}
