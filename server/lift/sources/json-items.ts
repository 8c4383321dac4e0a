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
const byteOrderMark = [0xef, 0xbb, 0xbf];

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
  /** Pieces that have been looked at, of an item that does not end in them: they are joined once, where it ends. */
  #held: Uint8Array[] = [];
  #heldLength = 0;
  /** The rest of the last piece. */
  #rest: Uint8Array = new Uint8Array();
  /** How far it has been looked at; a character that is skipped may lie in the next one. */
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
    if (this.#rest.length > 0) this.#held.push(this.#rest);
    this.#heldLength += this.#rest.length;
    this.#at -= this.#rest.length;
    this.#rest = piece;
    if (this.#heldLength > maxItem)
      throw new MeridianError('unreadable-source', 'One record is longer than 256 MB.', {
        place: { file: this.#file, pointer: `/${this.#index}` },
      });
  }

  /** The items that are there in whole. */
  *items(): Generator<JsonItem> {
    if (this.#isArray === undefined && !this.#begin()) return;
    // Of a file that is no array nothing is cut: it is looked at no further.
    if (this.#isArray === false) this.#at = this.#rest.length;
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
    yield { value: parseJson(this.#cut(this.#rest.length), this.#file), place: { pointer: '' } };
  }

  /** Looks at the first character; false where none is there yet. */
  #begin(): boolean {
    for (; this.#at < this.#rest.length; this.#at++) {
      const byte = this.#rest[this.#at] ?? 0;
      // A byte order mark is no part of the text.
      if (blank.has(byte) || byte === byteOrderMark[this.#heldLength + this.#at]) continue;
      this.#isArray = byte === 0x5b;
      if (!this.#isArray) return true;
      this.#depth = 1;
      this.#drop(this.#cut(this.#at + 1));
      return true;
    }
    return false;
  }

  *#item(isLast: boolean): Generator<JsonItem> {
    const bytes = this.#cut(this.#at);
    const isEmpty = bytes.every((byte) => blank.has(byte));
    if (isEmpty && !(isLast && this.#index === 0)) throw this.#broken('A value is missing.', 0, bytes);
    if (!isEmpty) yield { value: this.#parse(bytes), place: { pointer: `/${this.#index++}` } };
    this.#drop(bytes);
    // The comma or bracket behind it.
    this.#drop(this.#cut(1));
  }

  /** Takes what is held and so many bytes of the rest. */
  #cut(count: number): Uint8Array {
    const end = this.#rest.subarray(0, count);
    const bytes = this.#held.length === 0 ? end : Buffer.concat([...this.#held, end]);
    this.#held = [];
    this.#heldLength = 0;
    this.#rest = this.#rest.subarray(count);
    this.#at = 0;
    return bytes;
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

  /** Goes on behind bytes that were cut off, counting their lines. */
  #drop(bytes: Uint8Array): void {
    let lineStart = -1;
    for (let at = bytes.indexOf(newLine); at >= 0; at = bytes.indexOf(newLine, at + 1)) {
      this.#line++;
      lineStart = at;
    }
    this.#column = lineStart < 0 ? this.#column + bytes.length : bytes.length - lineStart - 1;
  }

  /** The place is so many bytes into the rest; `cut` was cut off before and is not counted yet. */
  #broken(message: string, at = this.#at, cut: Uint8Array = new Uint8Array()): MeridianError {
    this.#drop(cut);
    this.#drop(this.#cut(Math.min(at, this.#rest.length)));
    return new MeridianError('unreadable-source', `The file is no JSON. ${message}`, {
      place: { file: this.#file, line: this.#line + 1, column: this.#column + 1 },
    });
  }
}
