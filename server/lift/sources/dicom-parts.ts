import type { Origin } from '../lifter.ts';
import type { AskedParts } from './dicom-asked.ts';
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
  return partsBetween(object, asked, origin, 0, Infinity);
}

function partsBetween(
  object: DicomObject,
  asked: AskedParts,
  origin: Origin,
  from: number,
  to: number,
): readonly SourceRecord[] {
  const starts = object
    .items(asked.starts)
    .map(({ item }) => item)
    .filter((item) => item >= from && item < to);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? to;
    const values = asked.fields.map((field) =>
      typeof field === 'object' && field.kind === 'parts'
        ? noValues
        : placedValues(object, field)
            .filter(({ item }) => item >= start && item < end)
            .map(({ value }) => value),
    );
    const parts = asked.fields.map((field) =>
      typeof field === 'object' && field.kind === 'parts'
        ? partsBetween(object, field, origin, start, end)
        : [],
    );
    return new DicomPart(origin, values, parts);
  });
}
