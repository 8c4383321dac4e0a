import { cancerType } from './cancer-words.ts';
import type { CancerType } from './cancer-words.ts';
import type { BodyPart, Modality, Vendor } from './image-words.ts';
import { noticeableKeys } from './noticeable.ts';
import type { Recorded, SampleDataset, SampleProvider, SampleSeries, Sex } from './population.ts';
import type { Weighted } from './random.ts';

/** What a catalogue says about a dataset, counted from its patients. */
export interface DatasetSummary {
  readonly dataset: SampleDataset;
  readonly cancer: CancerType;
  readonly individuals: number;
  readonly studies: number;
  /** What holds for a noticeable part; empty where the catalogue is silent about it. */
  readonly sexes: readonly Sex[];
  readonly modalities: readonly Modality[];
  readonly bodyParts: readonly BodyPart[];
  readonly vendors: readonly Vendor[];
  /** Undefined where the catalogue is silent about it. */
  readonly collectionMethod: string | undefined;
  /** The typical ages, whole years: one patient in twenty is younger, one in twenty older. */
  readonly ages: readonly [youngest: number, oldest: number] | undefined;
  /** Of the diagnoses of the dataset's cancer. */
  readonly years: readonly [first: number, last: number] | undefined;
  /** ISO dates of the first and the last study. */
  readonly acquired: readonly [first: string, last: string] | undefined;
}

/** A summary of each dataset, in the order of their numbers. */
export function summariseDatasets({ datasets, patients }: SampleProvider): DatasetSummary[] {
  return datasets.map((dataset) => {
    const members = patients.filter((patient) => patient.datasets.includes(dataset.number));
    const studies = members
      .flatMap((patient) => patient.studies)
      .filter((study) => study.dataset === dataset.number);
    const conditions = members
      .flatMap((patient) => patient.conditions)
      .filter((condition) => condition.cancer.state !== 'known' || condition.cancer.key === dataset.cancer);
    const years = conditions.flatMap(({ year }) => year ?? []);
    const dates = studies.map(({ date }) => date).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    const cancer = cancerType(dataset.cancer);
    const { theme, makers, silent } = dataset;
    /** What the series of each study recorded of something. */
    const ofStudies = <Key extends string>(of: (series: SampleSeries) => Recorded<Key>): Recorded<Key>[][] =>
      studies.map(({ series }) => series.map(of));
    return {
      dataset,
      cancer,
      individuals: members.length,
      studies: studies.length,
      sexes: silent.includes('sex')
        ? []
        : orPlanned(noticeableKeys(members.map(({ sex }) => [sex])), [
            [cancer.femaleShare > 0.5 ? 'female' : 'male', 1],
          ]),
      modalities: orPlanned(noticeableKeys(ofStudies(({ modality }) => modality)), theme.modalities),
      bodyParts: silent.includes('bodyPart')
        ? []
        : orPlanned(noticeableKeys(ofStudies(({ bodyPart }) => bodyPart)), theme.bodyParts),
      vendors: silent.includes('vendor')
        ? []
        : orPlanned(noticeableKeys(ofStudies(({ vendor }) => vendor)), [...makers.values()].flat()),
      collectionMethod: silent.includes('collectionMethod') ? undefined : dataset.collectionMethod,
      ages: typicalAges(conditions.flatMap(({ age }) => age ?? [])),
      years: years.length === 0 ? undefined : [Math.min(...years), Math.max(...years)],
      acquired: first === undefined || last === undefined ? undefined : [first, last],
    };
  });
}

/** What was found; of a dataset so small that nothing was, what it is collected for, because profiles demand a value. */
function orPlanned<Key extends string>(found: readonly Key[], planned: readonly Weighted<Key>[]): Key[] {
  return found.length > 0 ? [...found] : planned.slice(0, 1).map(([key]) => key);
}

function typicalAges(ages: readonly number[]): readonly [number, number] | undefined {
  const sorted = [...ages].sort((one, other) => one - other);
  const cut = Math.floor(sorted.length / 20);
  const [youngest, oldest] = [sorted[cut], sorted.at(-1 - cut)];
  return youngest === undefined || oldest === undefined
    ? undefined
    : [Math.floor(youngest), Math.ceil(oldest)];
}
