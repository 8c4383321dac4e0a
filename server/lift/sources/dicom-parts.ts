import type { Origin } from '../lifter.ts';
import type { AskedCode, AskedParts } from './dicom-asked.ts';
import { askSteps, placedValues } from './dicom-asked.ts';
import type { DicomObject } from './dicom-objects.ts';
import type { DicomQuery } from './dicom-query.ts';
import type { DicomStep } from './dicom-reference.ts';
import { compileDicomReference, displayTag } from './dicom-reference.ts';
import type { NestedSource, SourceRecord, Value } from './record-source.ts';
import { noValues, Slots } from './record-source.ts';

/** One item of a sequence. */
class DicomPart implements SourceRecord {
  readonly origin: Origin;
  readonly #values: readonly (readonly Value[])[];
  readonly #parts: readonly (readonly SourceRecord[])[];

  constructor(
    origin: Origin,
    values: readonly (readonly Value[])[],
    parts: readonly (readonly SourceRecord[])[],
  ) {
    this.origin = origin;
    this.#values = values;
    this.#parts = parts;
  }

  read(slot: number): readonly Value[] {
    return this.#values[slot] ?? noValues;
  }

  nested(slot: number): readonly SourceRecord[] {
    return this.#parts[slot] ?? [];
  }
}

/** References into the items of a sequence; `above` leads to it. */
export function nestedDicom(
  iterator: string,
  above: readonly DicomStep[],
  query: DicomQuery,
  place: (asked: AskedParts) => number,
): NestedSource {
  const steps = [...above, ...compileDicomReference(iterator)];
  const asked: AskedParts = { kind: 'parts', starts: query.askItems(steps), fields: [] };
  const slots = new Slots();
  const sequences = new Map<string, NestedSource>();
  const within = (expression: string): DicomStep[] => [...steps, ...compileDicomReference(expression)];
  return {
    slot: place(asked),
    reference(expression) {
      const slot = slots.of(expression);
      asked.fields[slot] ??= askSteps(within(expression), query);
      return slot;
    },
    place: (expression) => ({ reference: displayTag(within(expression)) }),
    nested(inner) {
      let nested = sequences.get(inner);
      if (nested === undefined) {
        nested = nestedDicom(inner, steps, query, (parts) => {
          const slot = slots.of(`${inner} []`);
          asked.fields[slot] = parts;
          return slot;
        });
        sequences.set(inner, nested);
      }
      return nested;
    },
  };
}

/**
 * The items of a sequence in an object, as records. What stands in an item follows its beginning and comes before that
 * of the next; so the places tell which item a value is of, however deep it lies.
 */
export function partsAsked(object: DicomObject, asked: AskedParts, origin: Origin): readonly SourceRecord[] {
  return new PartsOfObject(object, origin).between(asked, 0, Infinity);
}

/** Each slot of an object is decoded once, however many items there are; its values are then found by their places. */
class PartsOfObject {
  readonly #object: DicomObject;
  readonly #origin: Origin;
  readonly #starts = new Map<AskedParts, readonly number[]>();
  readonly #values = new Map<number | AskedCode, Placed>();

  constructor(object: DicomObject, origin: Origin) {
    this.#object = object;
    this.#origin = origin;
  }

  between(asked: AskedParts, from: number, to: number): readonly SourceRecord[] {
    const starts = this.#startsOf(asked);
    const [first, behind] = [firstFrom(starts, from), firstFrom(starts, to)];
    return starts.slice(first, behind).map((start, index) => {
      const end = first + index + 1 < behind ? (starts[first + index + 1] ?? to) : to;
      const parts = asked.fields.map((field) => (isParts(field) ? this.between(field, start, end) : []));
      return new DicomPart(
        this.#origin,
        asked.fields.map((field) => (isParts(field) ? noValues : this.#valuesBetween(field, start, end))),
        parts,
      );
    });
  }

  #startsOf(asked: AskedParts): readonly number[] {
    let starts = this.#starts.get(asked);
    if (starts === undefined) {
      starts = this.#object.items(asked.starts).map(({ item }) => item);
      this.#starts.set(asked, (starts = starts.toSorted((a, b) => a - b)));
    }
    return starts;
  }

  #valuesBetween(asked: number | AskedCode, from: number, to: number): readonly Value[] {
    let placed = this.#values.get(asked);
    if (placed === undefined) {
      const sorted = placedValues(this.#object, asked).toSorted((a, b) => a.item - b.item);
      placed = { items: sorted.map(({ item }) => item), values: sorted.map(({ value }) => value) };
      this.#values.set(asked, placed);
    }
    const first = firstFrom(placed.items, from);
    return placed.items[first] === undefined
      ? noValues
      : placed.values.slice(first, firstFrom(placed.items, to));
  }
}

/** Values in the order of the places that they stand in. */
interface Placed {
  readonly items: readonly number[];
  readonly values: readonly string[];
}

function isParts(field: number | AskedCode | AskedParts): field is AskedParts {
  return typeof field === 'object' && field.kind === 'parts';
}

/** The index of the first number that is not below the limit, in numbers that rise. */
function firstFrom(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
