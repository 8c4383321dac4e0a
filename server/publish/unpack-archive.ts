import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Header } from 'tar-stream';
import { MeridianError } from '../errors.ts';
import type { DeliveredFile } from './delivery.ts';

/** How much an archive may hold once unpacked. */
export interface ArchiveLimits {
  readonly files: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of all files together. */
  readonly totalBytes: number;
}

/**
 * The files of a tar, in their order; nothing is written to disk. Compression is told by the first bytes, whatever
 * the media type said. Everything that could reach outside the archive, or that two readers could understand
 * differently, is refused: absolute paths, `..`, links, devices, and two files of one name.
 */
export async function unpackArchive(bytes: Uint8Array, limits: ArchiveLimits): Promise<DeliveredFile[]> {
  const archive = extract();
  const files: DeliveredFile[] = [];
  const seen = new Set<string>();
  let total = 0;
  const feeding = feed(bytes, archive, limits);
  try {
    for await (const entry of archive) {
      const path = entryPath(entry.header);
      if (path === undefined) {
        entry.resume();
        continue;
      }
      const key = path.normalize('NFC').toLowerCase();
      if (seen.has(key))
        throw refuse(path, 'The archive holds two files of this name (case does not count).');
      seen.add(key);
      if (files.length >= limits.files) {
        throw new MeridianError('too-large', `The archive holds more than ${limits.files} files.`);
      }
      const { size } = entry.header;
      total += size;
      if (size > limits.fileBytes || total > limits.totalBytes) throw tooLarge(path, limits);
      files.push({ path, bytes: await readEntry(entry, size) });
    }
    await feeding;
  } catch (cause) {
    archive.destroy(null);
    if (cause instanceof MeridianError) throw cause;
    throw new MeridianError('unreadable-source', `The archive cannot be read: ${String(cause)}`, {
      advice: 'Send a tar, plain or compressed with gzip or zstd.',
      cause,
    });
  }
  return files;
}

/** Pushes the (decompressed) bytes into the tar reader; stops a bomb at the total limit plus room for headers. */
async function feed(
  bytes: Uint8Array,
  archive: ReturnType<typeof extract>,
  limits: ArchiveLimits,
): Promise<void> {
  const most = limits.totalBytes + (limits.files + 64) * 2048;
  let count = 0;
  try {
    for await (const chunk of decompress(bytes) as AsyncIterable<Uint8Array>) {
      count += chunk.length;
      if (count > most) throw tooLarge('the archive', limits);
      if (archive.destroyed) return;
      if (!archive.write(chunk)) await drained(archive);
    }
    archive.end(undefined);
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(archive: ReturnType<typeof extract>): Promise<void> {
  return new Promise((resolve) => {
    const resume = (): void => {
      archive.removeListener('drain', resume);
      archive.removeListener('close', resume);
      resolve();
    };
    archive.on('drain', resume);
    archive.on('close', resume);
  });
}

function decompress(bytes: Uint8Array): Readable {
  const source = Readable.from(slices(bytes));
  const decompressor = isGzip(bytes) ? createGunzip() : isZstd(bytes) ? createZstdDecompress() : undefined;
  if (decompressor === undefined) return source;
  source.on('error', (error) => decompressor.destroy(error));
  return source.pipe(decompressor);
}

function* slices(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}

/** The path within the delivery; undefined for folders. */
function entryPath({ name, type }: Header): string | undefined {
  if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') {
    throw refuse(name, `The archive holds a ${type}; only files and folders are taken.`);
  }
  if (/^(?:[/\\]|[A-Za-z]:)/.test(name)) throw refuse(name, 'The path is absolute.');
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(name)) throw refuse(name, 'The path holds a control character.');
  const parts = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw refuse(name, 'The path leads out of the archive.');
  return type === 'directory' || parts.length === 0 ? undefined : parts.join('/');
}

async function readEntry(entry: AsyncIterable<unknown>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for await (const chunk of entry as AsyncIterable<Uint8Array>) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function refuse(path: string, message: string): MeridianError {
  return new MeridianError('unreadable-source', message, {
    place: { file: path },
    advice: 'Pack plain files with paths relative to the folder of delivery.yaml.',
  });
}

function tooLarge(path: string, limits: ArchiveLimits): MeridianError {
  const mebibytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MiB`;
  return new MeridianError('too-large', 'The archive is too large once unpacked.', {
    place: { file: path },
    advice: `A file may have ${mebibytes(limits.fileBytes)}, all files together ${mebibytes(limits.totalBytes)}.`,
  });
}
