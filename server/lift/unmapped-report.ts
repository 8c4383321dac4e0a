import type { Place } from '../errors.ts';
import type { UnmappedRecorder } from './functions/lift-function.ts';
import type { UnmappedValue } from './lifter.ts';
import { placeOf } from './rml/run-mapping.ts';
import type { SourceRecord } from './sources/record-source.ts';

interface Entry {
  readonly attribute: string;
  readonly value: string;
  readonly firstPlace: Place;
  records: number;
  last: unknown;
}

/** Collects the values that nothing gives a meaning to; each record counts once per value. */
export class UnmappedReport implements UnmappedRecorder {
  readonly #entries = new Map<string, Entry>();
  readonly #nameOf: (attribute: string) => string;

  /** `nameOf` turns the attribute, however a mapping names it, into its name. */
  constructor(nameOf: (attribute: string) => string) {
    this.#nameOf = nameOf;
  }

  add(attribute: string, value: string, record: SourceRecord): void {
    this.addAt(attribute, value, record, () => placeOf(record.origin));
  }

  /** The same for a source without records; `thing` is what counts once. */
  addAt(attribute: string, value: string, thing: unknown, place: () => Place): void {
    const name = this.#nameOf(attribute);
    const key = `${name} ${value}`;
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, { attribute: name, value, firstPlace: place(), records: 1, last: thing });
    } else if (entry.last !== thing) {
      entry.records++;
      entry.last = thing;
    }
  }

  /** By attribute, the most frequent values first. */
  values(): UnmappedValue[] {
    return [...this.#entries.values()]
      .sort(
        (a, b) =>
          a.attribute.localeCompare(b.attribute) || b.records - a.records || (a.value < b.value ? -1 : 1),
      )
      .map(({ attribute, value, firstPlace, records }) => ({ attribute, value, records, firstPlace }));
  }
}
