import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CohortDefinition } from '../../cohort/definition.ts';
import type { Population, ProviderName, Recorded, SampleProvider } from './population.ts';
import { judge } from './three-valued.ts';

/** What a provider's delivery holds, known without reading it. */
export interface ProviderTruth {
  readonly datasets: number;
  readonly patients: number;
  readonly conditions: number;
  readonly studies: number;
  readonly series: number;
  /** Attribute to value to the number of things (diagnoses, series) that have it, for values that no mapping knows. */
  readonly unmapped: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** How many patients fit for certain, and how many cannot be excluded. */
export interface Bounds {
  readonly certain: number;
  readonly possible: number;
}

/** What is true of a sample: the measure of everything that lifts, indexes and counts it. */
export interface Truth {
  readonly seed: number;
  readonly scale: number;
  readonly providers: Readonly<Record<ProviderName, ProviderTruth>>;
  /** Name of a file in queries/cohort, without `.json`, to the bounds per provider. */
  readonly cohorts: Readonly<Record<string, Readonly<Record<ProviderName, Bounds>>>>;
}

/** Counts the population itself, without a look at the files that are made of it. */
export function truthOf(
  population: Population,
  seed: number,
  scale: number,
  definitionsFolder: string,
): Truth {
  return {
    seed,
    scale,
    providers: perProvider(population, providerTruth),
    cohorts: Object.fromEntries(
      readDefinitions(definitionsFolder).map(([name, definition]) => [
        name,
        perProvider(population, (provider) => boundsOf(definition, provider)),
      ]),
    ),
  };
}

function perProvider<T>(
  population: Population,
  of: (provider: SampleProvider) => T,
): Record<ProviderName, T> {
  return Object.fromEntries(population.providers.map((provider) => [provider.name, of(provider)])) as Record<
    ProviderName,
    T
  >;
}

function providerTruth({ datasets, patients }: SampleProvider): ProviderTruth {
  const studies = patients.flatMap((patient) => patient.studies);
  const series = studies.flatMap((study) => study.series);
  const conditions = patients.flatMap((patient) => patient.conditions);
  const unread = patients.map(({ unreadDiagnosis }): Recorded =>
    unreadDiagnosis === undefined ? { state: 'absent' } : { state: 'unmapped', written: unreadDiagnosis },
  );
  return {
    datasets: datasets.length,
    patients: patients.length,
    conditions: conditions.length,
    studies: studies.length,
    series: series.length,
    unmapped: {
      cancerType: unmappedOf([...conditions.map(({ cancer }) => cancer), ...unread]),
      modality: unmappedOf(series.map(({ modality }) => modality)),
      bodyPart: unmappedOf(series.map(({ bodyPart }) => bodyPart)),
      vendor: unmappedOf(series.map(({ vendor }) => vendor)),
    },
  };
}

function unmappedOf(recorded: readonly Recorded[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of recorded) {
    if (value.state === 'unmapped') counts[value.written] = (counts[value.written] ?? 0) + 1;
  }
  return counts;
}

function boundsOf({ where }: CohortDefinition, { patients }: SampleProvider): Bounds {
  const verdicts = patients.map((patient) => judge(where, patient));
  return {
    certain: verdicts.filter((verdict) => verdict === 1).length,
    possible: verdicts.filter((verdict) => verdict > 0).length,
  };
}

function readDefinitions(folder: string): [name: string, definition: CohortDefinition][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as CohortDefinition,
    ]);
}
