import type { Attribute, Level } from '../ontology/attribute.ts';

/** The values of one attribute: pairs of a thing's row and a value, and what is not known. */
export interface Column {
  readonly attribute: Attribute;
  readonly level: Level;
  readonly rows: Int32Array;
  /** Beside `rows`: places in `dictionary`. Empty for numbers. */
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
  /** Beside `rows`: numbers. Empty for codes. */
  readonly numbers: Float64Array;
  /** By thing: 1 where the source has a value without a meaning here (`mer:unmapped`). */
  readonly unmapped: Uint8Array;
  /** By thing: 1 where it is unmapped, or has no value and absence means unknown. */
  readonly unknown: Uint8Array;
  /** Unmapped values of this attribute that stand on things of another level. */
  readonly elsewhere: readonly { readonly level: Level; readonly row: number }[];
  /** By patient: 1 where an unmapped value stands on one of the patient's things of another level. */
  readonly flagged: Uint8Array;
  /** By patient: 1 where the source holds every value (`mer:completeFor`). */
  readonly complete: Uint8Array;
}

/**
 * The records of a provider in columns. Things of a level are numbered; -1 stands for a parent that is not there. The
 * value NotInScheme is in no dictionary: a thing that has it has a value, which equals none.
 */
export interface RecordTable {
  /** IRIs by row. */
  readonly things: Readonly<Record<Level, readonly string[]>>;
  /** Row of the patient of each thing. */
  readonly patientOf: Readonly<Record<'condition' | 'study' | 'series', Int32Array>>;
  /** Row of the study of each series. */
  readonly studyOfSeries: Int32Array;
  /** Pairs of patient and dataset. */
  readonly memberPatients: Int32Array;
  readonly memberDatasets: Int32Array;
  /** By dataset: 1 where the catalogue plane describes it. */
  readonly described: Uint8Array;
  readonly columns: ReadonlyMap<string, Column>;
}
