import { MeridianError } from '../../errors.ts';
import type { Json } from './json-path.ts';

/**
 * Reads JSON (RFC 8259, UTF-8). Whole numbers beyond 2^53 become bigint, so that long ids stay what they are. Throws
 * 'unreadable-source' with line and column, and for more than 512 MB.
 */
export function parseJson(bytes: Uint8Array, file: string): Json {
  if (bytes.length > longestText) {
    throw new MeridianError('unreadable-source', 'The JSON is longer than 512 MB.', {
      place: { file },
      advice: 'Deliver it in parts, or one record a line as .ndjson: that may be of any size.',
    });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MeridianError('unreadable-source', 'The file is not in UTF-8.', { place: { file } });
  }
  try {
    return (mayHoldLongNumber.test(text) ? JSON.parse(text, keepLongNumbers) : JSON.parse(text)) as Json;
  } catch (error) {
    if (error instanceof RangeError) {
      throw new MeridianError('unreadable-source', 'The JSON nests too deep.', { place: { file } });
    }
    throw new MeridianError('unreadable-source', 'The file is no JSON.', {
      place: { file, ...positionIn(text, error instanceof Error ? error.message : '') },
      advice: 'Check the text just before this position for a missing comma, bracket or quote.',
    });
  }
}

/** V8 holds no longer text. */
const longestText = 2 ** 29 - 25;

const mayHoldLongNumber = /(?:^|[[:,\s])-?\d{16,}(?:$|[\s,\]}])/;

/** The third argument is the source text of a primitive (proposal-json-parse-with-source, in V8 since 11.4). */
function keepLongNumbers(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** V8 says "at position 17 (line 2 column 3)", or nothing where the text just ends. */
function positionIn(text: string, message: string): { line: number; column: number } {
  const position = /at position (\d+)/.exec(message)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position));
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++;
  return { line, column: before.length - lastBreak };
}
