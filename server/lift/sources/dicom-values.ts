import type { DataSet, Element } from 'dicom-parser';
import type { Json } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';
import type { DicomStep } from './dicom-reference.ts';
import { decodeDicomText } from './dicom-text.ts';

/** Gives the values of a reference in one object, whichever form it came in. */
export type DicomValues = (steps: readonly DicomStep[]) => string[];

/** The values of an object in the DICOM JSON Model (PS3.18 annex F). */
export function valuesOfJson(object: Readonly<Record<string, Json>>): DicomValues {
  return (steps) => {
    let objects: Readonly<Record<string, Json>>[] = [object];
    for (const [index, { tag }] of steps.entries()) {
      const values = objects.flatMap((each) => jsonValues(each[tag] ?? each[tag.toLowerCase()]));
      if (index === steps.length - 1) return values.flatMap(jsonText);
      objects = values.filter(isObject);
    }
    return [];
  };
}

function jsonValues(element: Json | undefined): readonly Json[] {
  if (element === undefined || !isObject(element)) return [];
  const values = element['Value'];
  return values !== undefined && isArray(values) ? values : [];
}

function jsonText(value: Json): string[] {
  if (isObject(value)) return jsonText(value['Alphabetic'] ?? null);
  if (value === null || typeof value === 'object') return [];
  const text = String(value).trim();
  return text === '' ? [] : [text];
}

/** The values of the data elements of a Part 10 file. */
export function valuesOfDataSet(dataSet: DataSet): DicomValues {
  return (steps) => {
    let sets: readonly { set: DataSet; characterSets: readonly string[] }[] = [
      { set: dataSet, characterSets: characterSetsOf(dataSet, []) },
    ];
    for (const [index, step] of steps.entries()) {
      if (index === steps.length - 1) {
        return sets.flatMap(({ set, characterSets }) => elementValues(set, step, characterSets));
      }
      sets = sets.flatMap(({ set, characterSets }) =>
        (set.elements[`x${step.tag.toLowerCase()}`]?.items ?? []).flatMap(({ dataSet: item }) =>
          item === undefined ? [] : [{ set: item, characterSets: characterSetsOf(item, characterSets) }],
        ),
      );
    }
    return [];
  };
}

const specificCharacterSet: DicomStep = { tag: '00080005', vr: 'CS' };

/** An item without a set of its own has that of what encloses it. */
function characterSetsOf(set: DataSet, enclosing: readonly string[]): readonly string[] {
  if (set.elements['x00080005'] === undefined) return enclosing;
  const element = set.elements['x00080005'];
  return splitValues(latin1(bytesOf(set, element)), specificCharacterSet.vr, true);
}

/** VRs whose text is in the specific character set (PS3.5 6.1.2.2), and those that hold one value only. */
const inCharacterSet = new Set(['SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN', 'UN']);
const singleValued = new Set(['ST', 'LT', 'UT', 'UR']);

const binary: Readonly<
  Record<string, { size: number; read: (set: DataSet, tag: string, index: number) => number | undefined }>
> = {
  US: { size: 2, read: (set, tag, index) => set.uint16(tag, index) },
  SS: { size: 2, read: (set, tag, index) => set.int16(tag, index) },
  UL: { size: 4, read: (set, tag, index) => set.uint32(tag, index) },
  SL: { size: 4, read: (set, tag, index) => set.int32(tag, index) },
  FL: { size: 4, read: (set, tag, index) => set.float(tag, index) },
  FD: { size: 8, read: (set, tag, index) => set.double(tag, index) },
};

function elementValues(set: DataSet, step: DicomStep, characterSets: readonly string[]): string[] {
  const tag = `x${step.tag.toLowerCase()}`;
  const element = set.elements[tag];
  if (element === undefined || element.length <= 0 || element.items !== undefined) return [];
  // Implicit encoding carries no VR, and a VR that was lost on the way reads UN: the dictionary knows better.
  const stated = element.vr === undefined || element.vr === 'UN' ? step.vr : element.vr;
  const vr = stated.slice(0, 2);
  const numbers = binary[vr];
  if (numbers !== undefined) {
    const count = Math.floor(element.length / numbers.size);
    return Array.from({ length: Math.min(count, maxValues) }, (_, index) =>
      numbers.read(set, tag, index),
    ).flatMap((value) => (value === undefined ? [] : [String(value)]));
  }
  if (vr.startsWith('O') || vr === 'SQ' || vr === 'AT') return [];
  const bytes = bytesOf(set, element);
  return splitValues(
    inCharacterSet.has(vr) ? decodeDicomText(bytes, characterSets) : latin1(bytes),
    vr,
    false,
  );
}

const maxValues = 1000;

function bytesOf(set: DataSet, element: Element): Uint8Array {
  return set.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Values are separated by backslashes and padded with spaces or NUL; empty ones are none, unless places count. */
function splitValues(text: string, vr: string, keepEmpty: boolean): string[] {
  const parts = singleValued.has(vr) ? [text] : text.split('\\');
  const trimmed = parts.map((part) => part.replaceAll('\0', '').trim());
  return keepEmpty ? trimmed : trimmed.filter((part) => part !== '');
}
