import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { MeridianError } from '../errors.ts';
import type { CollectOptions } from '../lift/collect/collector.ts';
import { collectFiles } from '../lift/collect/collectors.ts';
import { isAddress } from '../lift/collect/is-address.ts';
import type { SourceFile } from '../lift/lifter.ts';

/** How addresses among the paths are fetched. */
export type ReadOptions = Omit<CollectOptions, 'fetch' | 'environment'>;

/**
 * The files at these paths; folders give all files below them but hidden ones, in order of their names, and addresses
 * (`postgresql://…`) what stands behind them. Throws 'unreadable-source' for a path with nothing there.
 */
export async function readFiles(paths: readonly string[], options: ReadOptions): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    if (isAddress(path)) {
      for await (const file of collectFiles([path], {
        ...options,
        fetch: globalThis.fetch,
        environment: process.env,
      }))
        files.push(file);
      continue;
    }
    const found = await stat(path).catch((cause: unknown) => {
      throw new MeridianError('unreadable-source', 'There is no such file or folder.', {
        place: { file: path },
        cause,
      });
    });
    if (!found.isDirectory()) {
      files.push(sourceFile(path, path));
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const below = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name));
    files.push(...below.sort().map((file) => sourceFile(file, path.replace(/\/+$/, ''))));
  }
  return files;
}

/** With a root, the part of the path that was typed. */
function sourceFile(path: string, root: string): SourceFile {
  const unreadable = (cause: unknown): MeridianError =>
    new MeridianError('unreadable-source', 'The file cannot be read.', { place: { file: path }, cause });
  return {
    path: path.split(sep).join('/'),
    location: resolve(path),
    root: root.split(sep).join('/'),
    read: async () => {
      try {
        return await readFile(path);
      } catch (cause) {
        throw unreadable(cause);
      }
    },
    head: async (length) => {
      try {
        await using file = await open(path);
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, 0);
        return bytes.subarray(0, bytesRead);
      } catch (cause) {
        throw unreadable(cause);
      }
    },
    async *stream() {
      try {
        for await (const piece of createReadStream(path, { highWaterMark: pieceSize })) yield piece as Buffer;
      } catch (cause) {
        throw unreadable(cause);
      }
    },
  };
}

const pieceSize = 1 << 20;
