import { cancerTypes } from './cancer-words.ts';
import type { CancerType } from './cancer-words.ts';
import { daysAfter, withinSample } from './days.ts';
import type { Habits } from './habits.ts';
import type { Recorded, SampleCondition, SamplePatient, Sex } from './population.ts';
import type { Random } from './random.ts';

/** What is true of a patient's first cancer. */
export interface Illness {
  readonly cancer: CancerType;
  /** ISO date of the diagnosis. */
  readonly date: string;
  readonly age: number;
  /** Whether the provider knows the patient's age. */
  readonly ageKnown: boolean;
  readonly sex: Sex;
}

type Diagnoses = Pick<SamplePatient, 'conditions' | 'unreadDiagnosis'>;

/** What the provider recorded of a patient's cancers. */
export function makeDiagnoses(illness: Illness, habit: Habits, random: Random): Diagnoses {
  const { cancer, date, age, ageKnown } = illness;
  if (random.chance(habit.controls) || random.chance(habit.diagnosisMissing)) {
    return { conditions: [], unreadDiagnosis: undefined };
  }
  const told = (what: Recorded, when: string, years: number): SampleCondition => ({
    cancer: what,
    age: ageKnown ? Math.round(years * 10) / 10 : undefined,
    year: random.chance(habit.yearMissing) ? undefined : Number(when.slice(0, 4)),
    date: when,
  });
  if (random.chance(habit.diagnosisUnread)) {
    const written = random.pick(habit.unreadDiagnoses);
    // A row of a tumour register is a tumour, of whatever kind; elsewhere an unread code may be anything.
    return habit.name === 'east'
      ? { conditions: [told({ state: 'unmapped', written }, date, age)], unreadDiagnosis: undefined }
      : { conditions: [], unreadDiagnosis: written };
  }
  const conditions = [told({ state: 'known', key: cancer.key }, date, age)];
  if (random.chance(habit.secondCancer)) {
    const second = random.pick(otherCancers(illness, habit));
    // Whole years later, so that the age keeps its fraction.
    const years = random.int(1, 4);
    const later = daysAfter(date, years * 365.25);
    if (later === withinSample(later)) {
      conditions.push(told({ state: 'known', key: second.key }, later, age + years));
    }
  }
  return { conditions, unreadDiagnosis: undefined };
}

/** Cancer types that this patient could have besides. */
function otherCancers({ cancer, sex }: Illness, habit: Habits): CancerType[] {
  return cancerTypes.filter(
    ({ key, femaleShare }) =>
      key !== cancer.key && !habit.without.includes(key) && femaleShare !== (sex === 'female' ? 0 : 1),
  );
}
