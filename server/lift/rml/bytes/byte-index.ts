import type { ByteRow } from './byte-row.ts';
import { ByteBuffer } from './byte-buffer.ts';

/** Written where a part of a key has no value; no value is so long. */
const noValue = 0xffffff;

/** A key of several parts, in bytes; the length of each keeps `ab`+`c` and `a`+`bc` apart. */
export class ByteKey {
  readonly buffer = new ByteBuffer(1 << 12);
  hash = 0;

  begin(number: number): void {
    this.buffer.at = 0;
    this.hash = 0x811c9dc5 | 0;
    this.#length(number);
  }

  /** Adds the value of a cell; false where there is none. */
  addCell(row: ByteRow, cell: number): boolean {
    const start = row.starts[cell] ?? 0;
    if (start < 0) {
      this.#length(noValue);
      return false;
    }
    this.addSpan(row.bytes, start, row.ends[cell] ?? 0);
    return true;
  }

  addSpan(from: Uint8Array, start: number, end: number): void {
    this.#length(end - start);
    const { buffer } = this;
    buffer.reserve(end - start);
    const { bytes } = buffer;
    let at = buffer.at;
    let hash = this.hash;
    for (let index = start; index < end; index++) {
      const byte = from[index] ?? 0;
      bytes[at++] = byte;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    buffer.at = at;
    this.hash = hash;
  }

  #length(length: number): void {
    const { buffer } = this;
    buffer.reserve(3);
    const { bytes } = buffer;
    bytes[buffer.at++] = length >> 16;
    bytes[buffer.at++] = length >> 8;
    bytes[buffer.at++] = length;
    this.hash = Math.imul(this.hash ^ length, 0x01000193);
  }
}

/** Numbers of keys, from 0 on as they are added: a hash table over keys that lie one behind the other in one buffer. */
export class ByteIndex {
  size = 0;
  readonly #keys = new ByteBuffer(1 << 16);
  #slots = new Int32Array(1 << 10);
  #hashes = new Int32Array(1 << 9);
  #ends = new Int32Array(1 << 9);

  /** Bytes that the keys take. */
  get bytes(): number {
    return this.#keys.at;
  }

  /** The number of a key, or -1. */
  find({ buffer, hash }: ByteKey): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) return -1;
      if (this.#hashes[number] === hash && this.#equals(number, buffer)) return number;
    }
  }

  /** Adds a key that is not there. */
  add({ buffer, hash }: ByteKey): number {
    const number = this.size++;
    if (number === this.#hashes.length) this.#grow();
    this.#hashes[number] = hash;
    this.#keys.appendSpan(buffer.bytes, 0, buffer.at);
    this.#ends[number] = this.#keys.at;
    this.#place(number, hash);
    return number;
  }

  clear(): void {
    this.size = 0;
    this.#keys.at = 0;
    this.#slots.fill(0);
  }

  #equals(number: number, { bytes, at: length }: ByteBuffer): boolean {
    const start = number === 0 ? 0 : (this.#ends[number - 1] ?? 0);
    if ((this.#ends[number] ?? 0) - start !== length) return false;
    const keys = this.#keys.bytes;
    for (let index = 0; index < length; index++) if (keys[start + index] !== bytes[index]) return false;
    return true;
  }

  #place(number: number, hash: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = spread(hash) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }

  #grow(): void {
    const length = this.#hashes.length * 2;
    this.#hashes = grown(this.#hashes, length);
    this.#ends = grown(this.#ends, length);
    this.#slots = new Int32Array(length * 2);
    for (let number = 0; number < this.size - 1; number++) this.#place(number, this.#hashes[number] ?? 0);
  }
}

/** The same numbers in a longer list. */
export function grown(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(numbers);
  return longer;
}

/** The low bits of the hash depend on its last byte most. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
