import { MeridianError, withPlace } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import type { Json, JsonNode } from './json-path.ts';
import { parseJson } from './parse-json.ts';
import { readLines } from './read-lines.ts';

/** One JSON text of a file: the whole of it, or a line. */
export interface JsonDocument {
  readonly value: Json;
  /** Of a line in a file of lines; 1 is the first. */
  readonly line?: number;
}

/** Whether a file holds one JSON text a line (NDJSON, JSON Lines): by its name. */
export function isJsonLines(path: string): boolean {
  return /\.(?:ndjson|jsonl)$/i.test(path);
}

/**
 * The JSON texts of a file, one at a time: a file of lines streams, so that it may be of any size. Whatever is no JSON
 * is told with its place and costs itself only: the file, or the line. Lines without the needle are left out unread.
 */
export async function* readJsonDocuments(
  file: SourceFile,
  failure: (error: MeridianError) => void,
  needle?: Buffer,
): AsyncGenerator<JsonDocument> {
  if (!isJsonLines(file.path)) {
    const value = parsed(await file.read(), file.path, failure);
    if (value !== undefined) yield { value };
    return;
  }
  let line = 0;
  try {
    for await (const bytes of readLines(file)) {
      line++;
      if (isBlank(bytes) || (needle !== undefined && !holds(bytes, needle))) continue;
      const value = parsed(bytes, file.path, failure, line);
      if (value !== undefined) yield { value, line };
    }
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    failure(withPlace(error, { file: file.path, line: line + 1 }));
  }
}

/**
 * The nodes that an iterator selects in a document. A file of lines is read as the array of its lines, so that `$[*]`
 * and `$..a` say the same in both; pointers start at the line.
 */
export function nodesOf(
  { value, line }: JsonDocument,
  select: (node: JsonNode) => readonly JsonNode[],
): readonly JsonNode[] {
  if (line === undefined) return select({ value, pointer: '' });
  return select({ value: [value], pointer: '' }).map((node) =>
    node.pointer === '' ? { value, pointer: '' } : { value: node.value, pointer: node.pointer.slice(2) },
  );
}

function parsed(
  bytes: Uint8Array,
  path: string,
  failure: (error: MeridianError) => void,
  line?: number,
): Json | undefined {
  try {
    return parseJson(bytes, path);
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    failure(line === undefined ? error : atLine(error, line));
    return undefined;
  }
}

/** The parser knows a line as the first; the column holds. */
function atLine({ code, message, place, advice }: MeridianError, line: number): MeridianError {
  return new MeridianError(code, message, {
    place: { ...place, line },
    ...(advice === undefined ? {} : { advice }),
  });
}

function holds(bytes: Uint8Array, needle: Buffer): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(needle);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
