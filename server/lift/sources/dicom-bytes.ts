import { closeSync, fstatSync, open, openSync, read, readSync } from 'node:fs';
import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';

/** The bytes of one object, of which as few as possible are read. */
export interface DicomBytes {
  /** The whole length, which is known at no cost once the first bytes are there. */
  size(): number;
  /** At least so many bytes from the front, or all there are. */
  first(length: number): Promise<Uint8Array>;
  /** Some bytes further on; fewer at the end. */
  part(start: number, length: number): Promise<Uint8Array>;
  close(): void;
}

/**
 * How quickly files come. From a local disk or the memory of the system it takes some microseconds, less than it takes
 * to hand the work to another thread: then files are read at once. From a slow disk or over a network it takes
 * milliseconds: then the next files are read several at a time, until it is tried again.
 */
export class DiskPace {
  #slowFor = 0;

  get isQuick(): boolean {
    return this.#slowFor === 0;
  }

  took(milliseconds: number): void {
    if (milliseconds > slowFrom) this.#slowFor = slowFiles;
  }

  waited(): void {
    if (this.#slowFor > 0) this.#slowFor--;
  }
}

const slowFrom = 2;
const slowFiles = 256;

/** Reads a file of this disk by position, its beginning into the buffer; one that lies elsewhere is read whole. */
export async function openDicomBytes(
  file: SourceFile,
  buffer: Uint8Array,
  pace = new DiskPace(),
): Promise<DicomBytes> {
  const { location, path } = file;
  if (location === undefined) return new BytesInMemory(await file.read());
  if (pace.isQuick) return beginAtOnce(location, path, buffer, pace);
  pace.waited();
  return new BytesOnDisk(await openFile(location, path), path, buffer);
}

function beginAtOnce(location: string, path: string, buffer: Uint8Array, pace: DiskPace): BytesOnDisk {
  const start = performance.now();
  let descriptor: number | undefined;
  try {
    descriptor = openSync(location, 'r');
    const count = readSync(descriptor, buffer, 0, buffer.length, 0);
    pace.took(performance.now() - start);
    return new BytesOnDisk(descriptor, path, buffer, count);
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw unreadable(path, error);
  }
}

class BytesInMemory implements DicomBytes {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  size(): number {
    return this.#bytes.length;
  }

  first(): Promise<Uint8Array> {
    return Promise.resolve(this.#bytes);
  }

  part(start: number, length: number): Promise<Uint8Array> {
    return Promise.resolve(this.#bytes.subarray(start, start + length));
  }

  close(): void {
    // Nothing is held.
  }
}

class BytesOnDisk implements DicomBytes {
  readonly #descriptor: number;
  readonly #path: string;
  readonly #buffer: Uint8Array;
  /** How many bytes of the beginning are in the buffer already. */
  readonly #begun: number;
  #size: number | undefined;

  constructor(descriptor: number, path: string, buffer: Uint8Array, begun = 0) {
    this.#descriptor = descriptor;
    this.#path = path;
    this.#buffer = buffer;
    this.#begun = begun;
  }

  size(): number {
    this.#size ??= fstatSync(this.#descriptor).size;
    return this.#size;
  }

  async first(length: number): Promise<Uint8Array> {
    const buffer =
      length <= this.#buffer.length ? this.#buffer : new Uint8Array(Math.min(length, this.size()));
    const bytes = await this.#read(buffer, 0, buffer === this.#buffer ? this.#begun : 0);
    // Fewer than asked for: that was the end.
    if (bytes.length < buffer.length) this.#size = bytes.length;
    return bytes;
  }

  part(start: number, length: number): Promise<Uint8Array> {
    return this.#read(new Uint8Array(length), start);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  async #read(buffer: Uint8Array, position: number, begun = 0): Promise<Uint8Array> {
    let filled = begun;
    while (filled < buffer.length && (filled === 0 || filled + position < this.size())) {
      const count = await readOnce(this.#descriptor, buffer, filled, position + filled, this.#path);
      filled += count;
      // A disk gives all there is at once; others may give less than was asked for before the end.
      if (count === 0) break;
    }
    return buffer.subarray(0, filled);
  }
}

/** The calls with callbacks cost half of those with promises, and there are ten thousands of them. */
function openFile(location: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(location, 'r', (error, descriptor) => {
      if (error === null) resolve(descriptor);
      else reject(unreadable(path, error));
    });
  });
}

function readOnce(
  descriptor: number,
  buffer: Uint8Array,
  offset: number,
  position: number,
  path: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    read(descriptor, buffer, offset, buffer.length - offset, position, (error, count) => {
      if (error === null) resolve(count);
      else reject(unreadable(path, error));
    });
  });
}

function unreadable(path: string, cause: unknown): MeridianError {
  return new MeridianError('unreadable-source', 'The file cannot be read.', { place: { file: path }, cause });
}
