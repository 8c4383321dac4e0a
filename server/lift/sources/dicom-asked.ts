import type { DicomObject } from './dicom-objects.ts';
import type { DicomQuery } from './dicom-query.ts';
import type { DicomStep, SeriesCount } from './dicom-reference.ts';
import { compileDicomReference, isSeriesCount } from './dicom-reference.ts';

/** A code sequence, read as codes: `SCT:41216001`, one for each item (PS3.3 8.8, Code Sequence Macro). */
export interface AskedCode {
  readonly kind: 'code';
  /** Slots of the three elements in which a code may stand. */
  readonly values: readonly number[];
  readonly scheme: number;
}

/** The items of a sequence, for iterable fields of views. */
export interface AskedParts {
  readonly kind: 'parts';
  /** Slot of the places where the items begin. */
  readonly starts: number;
  readonly fields: Exclude<Asked, SeriesCount>[];
}

/** What a reference of a mapping asks: a slot of the query, a count over a series, a code, or the items of a sequence. */
export type Asked = number | SeriesCount | AskedCode | AskedParts;

/** A value, and where the item begins that it stands in; what stands later in the object has a higher number. */
export interface PlacedValue {
  readonly item: number;
  readonly value: string;
}

/** What a reference asks of an object. A reference that ends at a sequence asks for the codes in it. */
export function askDicom(reference: string, query: DicomQuery): Exclude<Asked, AskedParts> {
  if (isSeriesCount(reference)) return reference;
  return askSteps(compileDicomReference(reference), query);
}

/** The same for a reference into the items of a sequence. */
export function askSteps(steps: readonly DicomStep[], query: DicomQuery): number | AskedCode {
  if (steps.at(-1)?.vr !== 'SQ') return query.ask(steps);
  const within = (keyword: string): number => query.ask([...steps, ...compileDicomReference(keyword)]);
  return {
    kind: 'code',
    values: ['CodeValue', 'LongCodeValue', 'URNCodeValue'].map(within),
    scheme: within('CodingSchemeDesignator'),
  };
}

/** The values of an object for what is asked; the places are asked for only where they are needed. */
export function valuesAsked(object: DicomObject, asked: number | AskedCode): readonly string[] {
  return typeof asked === 'number' ? object.values(asked) : codesIn(object, asked).map(({ value }) => value);
}

/** The values with their places, in the order in which they stand. */
export function placedValues(object: DicomObject, asked: number | AskedCode): readonly PlacedValue[] {
  if (typeof asked !== 'number') return codesIn(object, asked);
  return object.items(asked).flatMap(({ item, values }) => values.map((value) => ({ item, value })));
}

/** Without a scheme a code means nothing: it is left out. */
function codesIn(object: DicomObject, { values, scheme }: AskedCode): readonly PlacedValue[] {
  const schemes = new Map(object.items(scheme).map((each) => [each.item, each.values[0]]));
  if (schemes.size === 0) return [];
  return values
    .flatMap((slot) => object.items(slot))
    .flatMap((each) => {
      const [prefix, code] = [schemes.get(each.item), each.values[0]];
      return prefix === undefined || code === undefined
        ? []
        : [{ item: each.item, value: `${prefix}:${code}` }];
    })
    .sort((a, b) => a.item - b.item);
}
