import type { BodyPart, Modality, Vendor } from './image-words.ts';
import type { Weighted } from './random.ts';
import type { Bilingual, Theme } from './themes.ts';

/**
 * What a provider wrote about one attribute of one thing: a value that has a meaning, a value that is known to lie
 * outside the vocabulary, a value that nobody has mapped, or nothing.
 */
export type Recorded<Key extends string = string> =
  | { readonly state: 'known'; readonly key: Key }
  | { readonly state: 'outside'; readonly written: string }
  | { readonly state: 'unmapped'; readonly written: string }
  | { readonly state: 'absent' };

export type Sex = 'male' | 'female';

export type ProviderName = 'north' | 'south' | 'east';

export interface SampleCondition {
  readonly cancer: Recorded;
  /** In years, one decimal; undefined where the provider's record does not tell. */
  readonly age: number | undefined;
  /** Calendar year; undefined where the provider's record does not tell. */
  readonly year: number | undefined;
  /** ISO date of the diagnosis; what the provider writes of it is its own matter. */
  readonly date: string;
}

export interface SampleSeries {
  readonly uid: string;
  readonly modality: Recorded<Modality>;
  readonly bodyPart: Recorded<BodyPart>;
  readonly vendor: Recorded<Vendor>;
  readonly instances: number;
}

export interface SampleStudy {
  readonly uid: string;
  readonly date: string;
  /** Number of the dataset that the study was collected for. */
  readonly dataset: number;
  readonly series: readonly SampleSeries[];
}

export interface SamplePatient {
  /** The provider's own identifier. It must never leave its files. */
  readonly localId: string;
  /** Running number within the provider. */
  readonly number: number;
  readonly datasets: readonly number[];
  readonly sex: Recorded<Sex>;
  /** ISO date; undefined where the provider has none. */
  readonly birthDate: string | undefined;
  readonly conditions: readonly SampleCondition[];
  /** A diagnosis that no mapping understands and of which only that it exists is known. */
  readonly unreadDiagnosis: string | undefined;
  /** The provider holds every cancer diagnosis of the patient: one that is not there is not so. */
  readonly diagnosesComplete: boolean;
  readonly studies: readonly SampleStudy[];
}

/** What a catalogue may leave out of the description of a dataset, where its profile allows that. */
export const mayBeSilent = ['sex', 'bodyPart', 'vendor', 'collectionMethod'] as const;

export interface SampleDataset {
  readonly number: number;
  /** How many patients were first examined for it; others may have come with a later study. */
  readonly size: number;
  /** Key of the one cancer type that the dataset is about. */
  readonly cancer: string;
  readonly theme: Theme;
  /** No other dataset of any provider has it. */
  readonly title: Bilingual;
  /** First and last year of diagnosis. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly collectionMethod: string;
  /** Who made the machines of its sites, and how often they were used, by technique. */
  readonly makers: ReadonlyMap<Modality, readonly Weighted<Vendor>[]>;
  readonly type: string;
  readonly tier: string;
  readonly access: 'DOWNLOAD' | 'IN_SITU_PROCESSING' | 'REMOTE_PROCESSING';
  readonly release: SampleRelease;
  /** Chooses among turns of phrase. */
  readonly wording: number;
  /** Whether its catalogue has German words beside the English ones. */
  readonly german: boolean;
  /** What its catalogue leaves out. */
  readonly silent: readonly (typeof mayBeSilent)[number][];
}

/** How a dataset was brought out. */
export interface SampleRelease {
  /** How often it was revised, from 0 to 4. */
  readonly revisions: number;
  /** Whether versions are named by year and month. */
  readonly calendar: boolean;
  /** Days from the last study to the first version. */
  readonly delay: number;
  /** When it was last revised: a share, from 0 to 1, of the time from the first version to the end of the sample. */
  readonly revised: number;
}

export interface SampleProvider {
  readonly name: ProviderName;
  readonly datasets: readonly SampleDataset[];
  readonly patients: readonly SamplePatient[];
}

export interface Population {
  readonly providers: readonly SampleProvider[];
}

export const absent = { state: 'absent' } as const;

/** The keys that are known among what was recorded, each once, in order of their first appearance. */
export function knownKeys<Key extends string>(recorded: Iterable<Recorded<Key>>): Key[] {
  const keys = new Set<Key>();
  for (const value of recorded) if (value.state === 'known') keys.add(value.key);
  return [...keys];
}
