import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/** Marks, and lengths of what stands behind them before the names (APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16). */
const end = { mark: 0x06054b50, length: 22 };
const listed = { mark: 0x02014b50, length: 46 };
const local = { mark: 0x04034b50, length: 30 };
const [stored, deflated] = [0, 8];

/** A zip archive in memory; its entries are unpacked in pieces. */
export interface ZipArchive {
  has(name: string): boolean;
  /** The bytes of an entry. Throws RangeError past the limit, whatever the directory says of its size. */
  open(name: string, limit: number): AsyncIterable<Uint8Array>;
}

interface Entry {
  readonly at: number;
  readonly packed: number;
  readonly method: number;
}

/** Reads the directory of an archive; undefined where there is no whole one. */
export function readZip(archive: Uint8Array): ZipArchive | undefined {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = directoryOf(bytes);
  if (entries === undefined) return undefined;
  return {
    has: (name) => entries.has(name),
    async *open(name, limit) {
      const entry = entries.get(name);
      if (entry === undefined) throw new RangeError('no such entry');
      let size = 0;
      for await (const piece of unpacked(bytes, entry)) {
        size += piece.length;
        if (size > limit) throw new RangeError('an entry is too large');
        yield piece;
      }
    },
  };
}

function directoryOf(bytes: Buffer): Map<string, Entry> | undefined {
  let at = bytes.length - end.length;
  // A comment of at most 64 KiB may stand behind the end.
  const first = Math.max(0, at - 0xffff);
  while (at >= first && bytes.readUInt32LE(at) !== end.mark) at--;
  if (at < first) return undefined;
  const count = bytes.readUInt16LE(at + 10);
  const entries = new Map<string, Entry>();
  at = bytes.readUInt32LE(at + 16);
  for (let entry = 0; entry < count; entry++) {
    if (at + listed.length > bytes.length || bytes.readUInt32LE(at) !== listed.mark) return undefined;
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + listed.length, at + listed.length + nameLength);
    entries.set(name, {
      at: bytes.readUInt32LE(at + 42),
      packed: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
    });
    at += listed.length + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpacked(bytes: Buffer, { at, packed, method }: Entry): AsyncIterable<Uint8Array> {
  if (at + local.length > bytes.length || bytes.readUInt32LE(at) !== local.mark)
    throw new RangeError('an entry is not where the directory says');
  const start = at + local.length + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const data = Readable.from([bytes.subarray(start, start + packed)]);
  if (method === stored) return data as AsyncIterable<Uint8Array>;
  if (method !== deflated) throw new RangeError('an entry is packed in an unknown way');
  return data.pipe(createInflateRaw({ chunkSize: 1 << 16 })) as AsyncIterable<Uint8Array>;
}
