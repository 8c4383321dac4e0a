import { cancerType } from './cancer-words.ts';
import type { CancerType } from './cancer-words.ts';
import type { BodyPart, Modality, Vendor } from './image-words.ts';
import { knownKeys } from './population.ts';
import type { SampleDataset, SampleProvider, Sex } from './population.ts';

/** What a catalogue says about a dataset, counted from its patients. */
export interface DatasetSummary {
  readonly dataset: SampleDataset;
  readonly cancer: CancerType;
  readonly individuals: number;
  readonly studies: number;
  readonly sexes: readonly Sex[];
  readonly modalities: readonly Modality[];
  readonly bodyParts: readonly BodyPart[];
  readonly vendors: readonly Vendor[];
  /** Whole years, rounded outward. */
  readonly ages: readonly [youngest: number, oldest: number] | undefined;
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
    const series = studies.flatMap((study) => study.series);
    const conditions = members.flatMap((patient) => patient.conditions);
    const ages = conditions.flatMap(({ age }) => age ?? []);
    const years = conditions.flatMap(({ year }) => year ?? []);
    const dates = studies.map(({ date }) => date).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    return {
      dataset,
      cancer: cancerType(dataset.cancer),
      individuals: members.length,
      studies: studies.length,
      sexes: knownKeys(members.map(({ sex }) => sex)),
      modalities: knownKeys(series.map(({ modality }) => modality)),
      bodyParts: knownKeys(series.map(({ bodyPart }) => bodyPart)),
      vendors: knownKeys(series.map(({ vendor }) => vendor)),
      ages: ages.length === 0 ? undefined : [Math.floor(Math.min(...ages)), Math.ceil(Math.max(...ages))],
      years: years.length === 0 ? undefined : [Math.min(...years), Math.max(...years)],
      acquired: first === undefined || last === undefined ? undefined : [first, last],
    };
  });
}
