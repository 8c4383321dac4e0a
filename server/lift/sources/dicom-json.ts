import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import type { DicomObject, UnreadFile } from './dicom-objects.ts';
import type { DicomQuery } from './dicom-query.ts';
import type { DicomStep } from './dicom-reference.ts';
import type { Json } from './json-path.ts';
import { isArray, isObject } from './json-path.ts';
import { readJsonItems } from './json-items.ts';

type JsonObject = Readonly<Record<string, Json>>;

export function isDicomJson(path: string): boolean {
  return /\.(?:json|ndjson|jsonl)$/i.test(path);
}

/**
 * The objects of a file in the DICOM JSON Model (PS3.18 annex F): an array of them, one alone, or one a line. Each is
 * read for itself, so that a file may be of any size. A file that breaks gives what stood before.
 */
export async function* readDicomJson(
  file: SourceFile,
  query: DicomQuery,
): AsyncGenerator<DicomObject | UnreadFile> {
  try {
    for await (const { value, place } of readJsonItems(file)) {
      const origin = { file: file.path, ...place };
      if (isObject(value)) {
        yield {
          values: (slot) => valuesOfJson(value, query.references[slot] ?? []),
          items: (slot) => itemsOfJson(value, query.references[slot] ?? []),
          origin,
          isFile: false,
        };
      } else {
        const message = 'This is no object of the DICOM JSON Model (PS3.18 annex F).';
        yield { file, failure: new MeridianError('unreadable-source', message, { place: origin }) };
      }
    }
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    yield { file, failure: error };
  }
}

function valuesOfJson(object: JsonObject, steps: readonly DicomStep[]): string[] {
  let objects: JsonObject[] = [object];
  for (const [index, { tag }] of steps.entries()) {
    const values = objects.flatMap((each) => jsonValues(each[tag] ?? each[tag.toLowerCase()]));
    if (index === steps.length - 1) return values.flatMap(jsonText);
    objects = values.filter(isObject);
  }
  return [];
}

/**
 * The values by the items they stand in, and items without any where the reference ends at their sequence. Items are
 * numbered in the order in which they stand.
 */
function itemsOfJson(object: JsonObject, steps: readonly DicomStep[]): { item: number; values: string[] }[] {
  const numbers = numbersOfItems(object);
  let objects: JsonObject[] = [object];
  for (const [index, { tag, vr }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (isLast && vr !== 'SQ') {
      return objects.flatMap((each) => {
        const values = jsonValues(each[tag] ?? each[tag.toLowerCase()]).flatMap(jsonText);
        return values.length === 0 ? [] : [{ item: numbers.get(each) ?? 0, values }];
      });
    }
    objects = objects.flatMap((each) => jsonValues(each[tag] ?? each[tag.toLowerCase()])).filter(isObject);
  }
  return objects.map((each) => ({ item: numbers.get(each) ?? 0, values: [] }));
}

/** One object is asked many questions. */
const numbered = new WeakMap<JsonObject, ReadonlyMap<JsonObject, number>>();

function numbersOfItems(object: JsonObject): ReadonlyMap<JsonObject, number> {
  let numbers = numbered.get(object);
  if (numbers === undefined) {
    const found = new Map<JsonObject, number>();
    // With a stack of its own: documents nest deeper than calls may.
    const stack = [object];
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      found.set(each, found.size);
      const items = Object.values(each).flatMap((element) => jsonValues(element).filter(isObject));
      for (const item of items.reverse()) stack.push(item);
    }
    numbered.set(object, (numbers = found));
  }
  return numbers;
}

function jsonValues(element: Json | undefined): readonly Json[] {
  if (element === undefined || !isObject(element)) return [];
  const values = element['Value'];
  return values !== undefined && isArray(values) ? values : [];
}

/** Component groups of a name (F.2.2) are written as in a data element. */
function jsonText(value: Json): string[] {
  if (isObject(value)) {
    const groups = [value['Alphabetic'], value['Ideographic'], value['Phonetic']];
    return jsonText(
      groups
        .map((group) => (typeof group === 'string' ? group : ''))
        .join('=')
        .replace(/=+$/, ''),
    );
  }
  if (value === null || typeof value === 'object') return [];
  const text = String(value).trim();
  return text === '' ? [] : [text];
}
