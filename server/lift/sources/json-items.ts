import { MeridianError } from '../../errors.ts';
import type { Place } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import type { Json } from './json-path.ts';
import { isJsonLines, readJsonDocuments } from './json-documents.ts';
import { parseJson } from './parse-json.ts';

/** One value of a file that holds many. */
export interface JsonItem {
  readonly value: Json;
  readonly place: Pick<Place, 'pointer' | 'line'>;
}

/** One record of more than this is none. */
const maxItem = 1 << 28;
const [quote, backslash, comma, newLine] = [0x22, 0x5c, 0x2c, 0x0a];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);
const blank = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The items of a JSON array, or the one value of a file that is no array, or the values of a file of lines: each is
 * parsed for itself while the file streams. Throws 'unreadable-source' with line and column where the file is no JSON;
 * the items before that have been given.
 */
export async function* readJsonItems(file: SourceFile): AsyncGenerator<JsonItem> {
  if (isJsonLines(file.path)) {
    const failures: MeridianError[] = [];
    for await (const { value, line } of readJsonDocuments(file, (failure) => failures.push(failure)))
      yield { value, place: { pointer: '', ...(line === undefined ? {} : { line }) } };
    if (failures[0] !== undefined) throw failures[0];
    return;
  }
  const cutter = new ItemCutter(file.path);
  for await (const piece of file.stream?.() ?? [await file.read()]) {
    cutter.push(piece);
    yield* cutter.items();
  }
  yield* cutter.end();
}

/** Finds where the items of the outermost array begin and end, by brackets and quotes only. */
class ItemCutter {
  readonly #file: string;
  #rest: Uint8Array = new Uint8Array();
  /** How far the rest has been looked at. */
  #at = 0;
  #depth = 0;
  #inText = false;
  #isArray: boolean | undefined;
  #ended = false;
  #index = 0;
  /** Line and column at which the rest begins, counted from 0. */
  #line = 0;
  #column = 0;

  constructor(file: string) {
    this.#file = file;
  }

  push(piece: Uint8Array): void {
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    if (this.#rest.length > maxItem)
      throw new MeridianError('unreadable-source', 'One record is longer than 256 MB.', {
        place: { file: this.#file, pointer: `/${this.#index}` },
      });
  }

  /** The items that are there in whole. */
  *items(): Generator<JsonItem> {
    if (this.#isArray === undefined && !this.#begin()) return;
    while (this.#isArray === true && this.#at < this.#rest.length) {
      const byte = this.#rest[this.#at] ?? 0;
      if (this.#ended) {
        if (!blank.has(byte)) throw this.#broken('Something stands behind the end of the array.');
      } else if (this.#inText) {
        if (byte === backslash) this.#at++;
        else if (byte === quote) this.#inText = false;
      } else if (byte === quote) this.#inText = true;
      else if (opening.has(byte)) this.#depth++;
      else if (closing.has(byte) && --this.#depth === 0) {
        if (byte !== 0x5d) throw this.#broken('A bracket is closed that was not opened.');
        yield* this.#item(true);
        this.#ended = true;
        continue;
      } else if (byte === comma && this.#depth === 1) {
        yield* this.#item(false);
        continue;
      }
      this.#at++;
    }
  }

  *end(): Generator<JsonItem> {
    yield* this.items();
    if (this.#isArray === true) {
      if (!this.#ended) throw this.#broken('The array does not end.', this.#rest.length);
      return;
    }
    yield { value: parseJson(this.#rest, this.#file), place: { pointer: '' } };
  }

  /** Looks at the first character; false where none is there yet. */
  #begin(): boolean {
    // A byte order mark is no part of the text.
    let first = this.#rest[0] === 0xef ? 3 : 0;
    while (first < this.#rest.length && blank.has(this.#rest[first] ?? 0)) first++;
    if (first >= this.#rest.length) return false;
    this.#isArray = this.#rest[first] === 0x5b;
    if (!this.#isArray) return true;
    this.#depth = 1;
    this.#at = first + 1;
    this.#drop(this.#at);
    return true;
  }

  *#item(isLast: boolean): Generator<JsonItem> {
    const bytes = this.#rest.subarray(0, this.#at);
    const isEmpty = bytes.every((byte) => blank.has(byte));
    if (isEmpty && !(isLast && this.#index === 0)) throw this.#broken('A value is missing.');
    if (!isEmpty) yield { value: this.#parse(bytes), place: { pointer: `/${this.#index++}` } };
    this.#drop(this.#at + 1);
  }

  #parse(bytes: Uint8Array): Json {
    try {
      return parseJson(bytes, this.#file);
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      const { line = 1, column } = error.place ?? {};
      throw new MeridianError(error.code, error.message, {
        place: {
          file: this.#file,
          line: this.#line + line,
          ...(typeof column === 'number' ? { column: line === 1 ? this.#column + column : column } : {}),
        },
        ...(error.advice === undefined ? {} : { advice: error.advice }),
      });
    }
  }

  /** Goes on behind so many bytes, counting their lines. */
  #drop(count: number): void {
    let lineStart = -1;
    for (
      let at = this.#rest.indexOf(newLine);
      at >= 0 && at < count;
      at = this.#rest.indexOf(newLine, at + 1)
    ) {
      this.#line++;
      lineStart = at;
    }
    this.#column = lineStart < 0 ? this.#column + count : count - lineStart - 1;
    this.#rest = this.#rest.subarray(count);
    this.#at = 0;
  }

  #broken(message: string, at = this.#at): MeridianError {
    this.#drop(Math.min(at, this.#rest.length));
    return new MeridianError('unreadable-source', `The file is no JSON. ${message}`, {
      place: { file: this.#file, line: this.#line + 1, column: this.#column + 1 },
    });
  }
}
