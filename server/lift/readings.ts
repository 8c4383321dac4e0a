/**
 * How a source was read: one value of an attribute as the source writes it, the mapping sets it was looked up in, and
 * the things of the graph that depend on what it means. Kept with a submission, so that what an edited mapping would
 * change is known without the files of the source.
 */
export interface Reading {
  /** Name of the attribute. */
  readonly attribute: string;
  /** Mapping sets in the order in which they were looked at. */
  readonly sets: readonly string[];
  /** What was looked up; the first that means something counts. Usually one word or code. */
  readonly words: readonly string[];
  /** Things, by number, that carry what it means as a value. Ascending, each once. */
  readonly states: Int32Array;
  /** Things that are marked `mer:unmapped` where it means nothing. */
  readonly flags: Int32Array;
  /** Things that exist because it means a concept: a condition, where a diagnosis is a cancer. */
  readonly makes: Int32Array;
  /** Records in which it made no thing, or none that is known. */
  readonly unplaced: number;
}

/** The readings of a delivery. Things are IRIs of the graph: datasets, and pseudonyms of patients and what is theirs. */
export interface Readings {
  readonly things: { readonly length: number; at(number: number): string | undefined };
  readonly readings: readonly Reading[];
}

/** What a thing has to do with a reading. */
export type ReadingRole = 'states' | 'flags' | 'makes';

/** A reading while lifting, with what was found for it the first time: values repeat. */
export interface NotedReading {
  found?: readonly string[];
}

/** Notes what functions look up, as they look it up (port); the runner of a mapping says afterwards for what. */
export interface ReadingNotes {
  note(role: 'states' | 'flags', value: string, attribute: string, sets: readonly string[]): NotedReading;
}

/** Told by the runner of a mapping what was computed since it spoke last (port). */
export interface ReadingTracker {
  /** True where something was looked up since. */
  readonly pending: boolean;
  /** A record begins: what was looked up before it belongs to no thing that is known. */
  begin(): void;
  /** It was looked up to make these subjects, which may be none. */
  made(subjects: readonly { readonly termType: string; readonly value: string }[]): void;
  /** It was looked up for values of this predicate of these subjects. */
  stated(subjects: readonly { readonly termType: string; readonly value: string }[], predicate: string): void;
  /** It was looked up for something else. */
  drop(): void;
}
