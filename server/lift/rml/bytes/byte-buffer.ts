import { Buffer } from 'node:buffer';

/** Bytes that are written one behind the other, in one buffer that grows where it must. */
export class ByteBuffer {
  bytes: Buffer;
  /** Where the next byte goes. */
  at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Forgets what is written; a buffer that one record made very large is given up. */
  empty(): void {
    this.at = 0;
    if (this.bytes.length > keptSize) this.bytes = Buffer.allocUnsafeSlow(keptSize);
  }

  /** Makes sure that so many bytes fit behind what is written. */
  reserve(more: number): void {
    if (this.at + more > this.bytes.length) this.#grow(more);
  }

  append(bytes: Uint8Array): void {
    const { length } = bytes;
    if (this.at + length > this.bytes.length) this.#grow(length);
    this.bytes.set(bytes, this.at);
    this.at += length;
  }

  appendSpan(from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (this.at + length > this.bytes.length) this.#grow(length);
    // A view costs more than a few bytes.
    if (length > 64) {
      this.bytes.set(from.subarray(start, end), this.at);
      this.at += length;
      return;
    }
    const { bytes } = this;
    let at = this.at;
    for (let index = start; index < end; index++) bytes[at++] = from[index] ?? 0;
    this.at = at;
  }

  /** Writes again what stands between these places. */
  repeat(start: number, end: number): void {
    const length = end - start;
    if (this.at + length > this.bytes.length) this.#grow(length);
    this.bytes.copyWithin(this.at, start, end);
    this.at += length;
  }

  appendText(text: string): void {
    this.reserve(text.length * 3);
    this.at += this.bytes.write(text, this.at, 'utf8');
  }

  #grow(more: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.at + more, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }
}

const keptSize = 1 << 22;
