import type { Place } from '../errors.ts';
import type { UnmappedRecorder } from './functions/lift-function.ts';
import type { HiddenValues, UnmappedValue } from './lifter.ts';
import { cellOf } from './lineage-places.ts';
import { placeOf } from './rml/run-mapping.ts';
import type { ReferencePlace, SourceRecord } from './sources/record-source.ts';

interface Entry {
  readonly attribute: string;
  readonly value: string;
  readonly firstPlace: Place;
  records: number;
  last: unknown;
  /** Patients who have it, up to as many as let it be shown; absent where datasets have it. */
  readonly patients: Set<string> | undefined;
}

/**
 * Collects the values that nothing gives a meaning to; each record counts once per value. A value that few patients
 * have may be a name that went into the wrong field, or tell who someone is: it is counted, and not shown. What a dataset
 * says of itself is public.
 */
export class UnmappedReport implements UnmappedRecorder {
  readonly #entries = new Map<string, Entry>();
  readonly #nameOf: (attribute: string) => string;
  readonly #shownFrom: number;
  /** The record that is worked on, whose it is, and its values while that is not known. */
  #record: SourceRecord | undefined;
  #patient: string | undefined;
  #waiting: Entry[] = [];

  /**
   * `nameOf` turns the attribute, however a mapping names it, into its name; `shownFrom` is how many patients must have a
   * value for it to be shown.
   */
  constructor(nameOf: (attribute: string) => string, shownFrom = leastPatients) {
    this.#nameOf = nameOf;
    this.#shownFrom = shownFrom;
  }

  add(
    attribute: string,
    value: string,
    record: SourceRecord,
    place?: ReferencePlace,
    ofDatasets = false,
  ): void {
    const entry = this.#count(
      attribute,
      value,
      record,
      () => (place === undefined ? placeOf(record.origin) : cellOf(record, place)),
      !ofDatasets,
    );
    this.#begin(record);
    if (this.#patient === undefined) this.#waiting.push(entry);
    else this.#carried(entry, this.#patient);
  }

  patient(patient: string, record: SourceRecord): void {
    this.#begin(record);
    if (this.#patient === patient) return;
    this.#patient = patient;
    for (const entry of this.#waiting) this.#carried(entry, patient);
    this.#waiting = [];
  }

  /** A value that a dataset has, in a source without records; `thing` is what counts once. */
  addAt(attribute: string, value: string, thing: unknown, place: () => Place): void {
    this.#count(attribute, value, thing, place, false);
  }

  /** By attribute, the most frequent values first; without those that few patients have. */
  values(): UnmappedValue[] {
    const shown = [...this.#entries.values()].filter((entry) => !this.#isRare(entry));
    // A value that datasets and patients have is one.
    return [...Map.groupBy(shown, ({ attribute, value }) => `${attribute} ${value}`).values()]
      .flatMap(([first, ...others]) => (first === undefined ? [] : [together(first, others)]))
      .sort(
        (a, b) =>
          a.attribute.localeCompare(b.attribute) || b.records - a.records || (a.value < b.value ? -1 : 1),
      );
  }

  /** How many values of each attribute are not shown. */
  hidden(): HiddenValues[] {
    const rare = [...this.#entries.values()].filter((entry) => this.#isRare(entry));
    return [...Map.groupBy(rare, ({ attribute }) => attribute)]
      .map(([attribute, entries]) => ({
        attribute,
        values: entries.length,
        records: entries.reduce((sum, { records }) => sum + records, 0),
      }))
      .sort((a, b) => a.attribute.localeCompare(b.attribute));
  }

  /** Whether a value is one of {@link values}: what nobody reported, or few patients have, is not. */
  isShown(attribute: string, value: string): boolean {
    const ofPatients = this.#entries.get(keyOf(attribute, value, true));
    return (
      (ofPatients !== undefined && !this.#isRare(ofPatients)) ||
      this.#entries.has(keyOf(attribute, value, false))
    );
  }

  #count(attribute: string, value: string, thing: unknown, place: () => Place, ofPatients: boolean): Entry {
    const name = this.#nameOf(attribute);
    const key = keyOf(name, value, ofPatients);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      const patients = ofPatients ? new Set<string>() : undefined;
      entry = { attribute: name, value, firstPlace: place(), records: 1, last: thing, patients };
      this.#entries.set(key, entry);
    } else if (entry.last !== thing) {
      entry.records++;
      entry.last = thing;
    }
    return entry;
  }

  #begin(record: SourceRecord): void {
    if (record === this.#record) return;
    this.#record = record;
    this.#patient = undefined;
    if (this.#waiting.length > 0) this.#waiting = [];
  }

  #carried({ patients }: Entry, patient: string): void {
    if (patients !== undefined && patients.size < this.#shownFrom) patients.add(patient);
  }

  #isRare({ patients }: Entry): boolean {
    return patients !== undefined && patients.size < this.#shownFrom;
  }
}

function keyOf(attribute: string, value: string, ofPatients: boolean): string {
  return `${ofPatients ? 'patient' : 'dataset'} ${attribute} ${value}`;
}

function together({ attribute, value, firstPlace, records }: Entry, others: readonly Entry[]): UnmappedValue {
  const sum = others.reduce((total, other) => total + other.records, records);
  return { attribute, value, records: sum, firstPlace };
}

/** Values of fewer patients are not shown, as counts of fewer are not. */
export const leastPatients = 10;
