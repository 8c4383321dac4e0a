import { MeridianError } from '../errors.ts';
import type { MappingVersion, Rule } from '../lift/lifter.ts';
import type { OriginGroup } from '../lift/origin-table.ts';

export type Plane = 'catalogue' | 'record';

/** What the blocks of a lineage have in common. */
export interface LineageHead {
  readonly rules: readonly Rule[];
  readonly mappings: readonly MappingVersion[];
  readonly groups: readonly OriginGroup[];
  /** Triples map, its source where there are several, and number of the group of origins. */
  readonly pairs: readonly (readonly [map: string, source: string | null, group: number])[];
  /** First subject of each block of the plane, as N-Triples write it. */
  readonly blocks: Readonly<Record<Plane, readonly string[]>>;
  /** Bytes of the sections: a block of origins for each block of the catalogue, of the record, then paths of files. */
  readonly sections: readonly number[];
}

/** How many paths of files are in a section. */
export const pathsOfSection = 512;

/** First byte of a lineage in this form. Those of before are JSON, and begin with a brace. */
const mark = 2;

/** Mark, length and JSON, behind which the sections stand. */
export function writeHead(head: LineageHead): Uint8Array {
  const json = Buffer.from(JSON.stringify(head));
  const begin = Buffer.alloc(5);
  begin.writeUInt8(mark);
  begin.writeUInt32LE(json.length, 1);
  return new Uint8Array(Buffer.concat([begin, json]));
}

/** Undefined for a lineage in the form of before, which is JSON. Throws `internal` where there is no head. */
export function readHead(bytes: Uint8Array): LineageHead | undefined {
  if (bytes[0] !== mark) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8', 5, headLength(bytes))) as LineageHead;
  } catch (cause) {
    throw new MeridianError('internal', 'The head of a stored lineage cannot be read.', { cause });
  }
}

/** The head and the sections of a lineage; one of before is all head. */
export function splitLineage(bytes: Uint8Array): { head: Uint8Array; sections: Uint8Array[] } {
  const head = readHead(bytes);
  if (head === undefined) return { head: bytes, sections: [] };
  let offset = headLength(bytes);
  const sections = head.sections.map((length) => bytes.subarray(offset, (offset += length)));
  return { head: bytes.subarray(0, headLength(bytes)), sections };
}

function headLength(bytes: Uint8Array): number {
  return 5 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(1, true);
}

/** Which block of a plane a subject would be in; -1 where it stands before all. Lines are in order of UTF-16 units. */
export function blockOf(firsts: readonly string[], subject: string): number {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    // With the blank that follows it in a line, which is what decided when the lines were put in order.
    if (`${firsts[middle] ?? ''} ` <= `${subject} `) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
