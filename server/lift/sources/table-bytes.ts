import { pipeline, Readable } from 'node:stream';
import type { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { SourceFile } from '../lifter.ts';
import { tableFailure } from './table-failure.ts';

/** Compressed text is told by the last extension of its file. */
const decompressors: Readonly<Record<string, () => Transform>> = {
  gz: () => createGunzip(),
  zst: () => createZstdDecompress(),
};

/**
 * The bytes of a table in pieces of at most 64 KiB, decompressed where the name of the file says that it is compressed.
 * Throws 'unreadable-source' where it is damaged.
 */
export async function* tableBytes(file: SourceFile): AsyncGenerator<Uint8Array> {
  const extension = file.path.slice(file.path.lastIndexOf('.') + 1).toLowerCase();
  const decompressor = decompressors[extension]?.();
  if (decompressor === undefined) {
    yield* piecesOf(file);
    return;
  }
  // The iteration throws whatever the callback is told.
  pipeline(Readable.from(piecesOf(file)), decompressor, () => undefined);
  try {
    for await (const piece of decompressor as AsyncIterable<Uint8Array>) yield piece;
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string' || !/^(?:Z_|ERR_|ZSTD_)/.test(code)) throw error;
    throw tableFailure('The compressed file is damaged or breaks off.', { file, cause: error });
  } finally {
    decompressor.destroy();
  }
}

const pieceSize = 1 << 16;

async function* piecesOf(file: SourceFile): AsyncGenerator<Uint8Array> {
  for await (const piece of file.stream?.() ?? [await file.read()]) {
    for (let start = 0; start < piece.length; start += pieceSize) {
      yield piece.subarray(start, start + pieceSize);
    }
  }
}
