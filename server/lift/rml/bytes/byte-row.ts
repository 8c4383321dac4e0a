import { Buffer } from 'node:buffer';

/**
 * The cells of one record as spans of one buffer: `bytes[starts[cell]..ends[cell]]`, UTF-8. What the record is made of
 * lies behind `front`; before it is room for values that are made for the record (fields of views), which are cells
 * too, before those of the table. Everything is used again for the next record.
 */
export class ByteRow {
  bytes = new Uint8Array(1 << 17);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** Where the unread bytes of the table begin and end; the byte at `limit` is a line end, as a guard. */
  at: number;
  limit: number;
  /** Cells of the record, behind the made ones. */
  width = 0;
  /** Where the record begins and ends. */
  begin: number;
  end: number;
  /** True where a cell was changed in place, so that the record is no longer as the file has it. */
  changed = false;
  /** True where all that is unread is ASCII. */
  ascii = false;
  /** The cell that each reference stands for, by slot. */
  columns = new Int32Array(0);
  /** How many cells are made. The first of them is always absent: that of a column that is not there. */
  readonly made: number;
  #front: number;
  #madeEnd = 0;
  #buffer = Buffer.alloc(0);

  constructor(made = 1) {
    this.made = made;
    this.#front = made > 1 ? 1 << 10 : 0;
    this.at = this.limit = this.begin = this.end = this.#front;
    this.#fit(made);
    this.starts.fill(absent, 0, made);
  }

  /** The lists of spans reach at least to this cell. */
  fitCell(cell: number): void {
    if (cell >= this.starts.length) this.#fit(cell + 1);
  }

  /** Moves what is unread to the front and makes room for so many more bytes. */
  makeRoom(more: number): void {
    const front = this.#front;
    const unread = this.limit - this.at;
    const wanted = front + unread + more + 1;
    if (wanted > this.bytes.length || (this.bytes.length > keptSize && wanted < this.bytes.length >> 3)) {
      const larger = new Uint8Array(Math.max(wanted + (wanted >> 1), 1 << 17));
      larger.set(this.bytes.subarray(0, front));
      larger.set(this.bytes.subarray(this.at, this.limit), front);
      this.bytes = larger;
    } else {
      this.bytes.copyWithin(front, this.at, this.limit);
    }
    this.at = front;
    this.limit = front + unread;
  }

  /** Gives a made cell the bytes of a value; without bytes it is absent. */
  put(cell: number, from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (this.#madeEnd + length > this.#front) this.#widenFront(length);
    const at = this.#madeEnd;
    const { bytes } = this;
    if (length < 24)
      for (let index = 0; index < length; index++) bytes[at + index] = from[start + index] ?? 0;
    else bytes.set(from.subarray(start, end), at);
    this.starts[cell] = at;
    this.ends[cell] = this.#madeEnd = at + length;
  }

  /** Makes the cells absent that are empty, or that mean "no value". */
  markAbsent(cells: Int32Array, nulls: readonly Uint8Array[]): void {
    const { starts, ends } = this;
    for (const cell of cells) {
      const start = starts[cell] ?? absent;
      if (start === ends[cell] || (nulls.length > 0 && this.#isOneOf(cell, nulls))) starts[cell] = absent;
    }
  }

  clear(cell: number): void {
    this.starts[cell] = this.ends[cell] = absent;
  }

  /** Where made values end: given back to {@link release} what was made since is gone. */
  get madeEnd(): number {
    return this.#madeEnd;
  }

  release(madeEnd: number): void {
    this.#madeEnd = madeEnd;
  }

  /** The bytes as Node decodes them fastest. */
  get buffer(): Buffer {
    if (this.#buffer.buffer !== this.bytes.buffer) this.#buffer = Buffer.from(this.bytes.buffer);
    return this.#buffer;
  }

  /** The text of a cell. */
  text(cell: number): string {
    return textOf(this.bytes, this.starts[cell] ?? 0, this.ends[cell] ?? 0);
  }

  #isOneOf(cell: number, values: readonly Uint8Array[]): boolean {
    const { bytes } = this;
    const start = this.starts[cell] ?? 0;
    const length = (this.ends[cell] ?? 0) - start;
    for (const value of values) {
      let same = value.length === length;
      for (let index = 0; same && index < length; index++) same = bytes[start + index] === value[index];
      if (same) return true;
    }
    return false;
  }

  #fit(cells: number): void {
    const length = Math.max(64, 1 << Math.ceil(Math.log2(cells + 1)));
    const [starts, ends] = [new Int32Array(length), new Int32Array(length)];
    starts.set(this.starts.subarray(0, length));
    ends.set(this.ends.subarray(0, length));
    this.starts = starts;
    this.ends = ends;
  }

  #widenFront(more: number): void {
    const added = this.#front + more;
    const larger = new Uint8Array(this.bytes.length + added);
    larger.set(this.bytes.subarray(0, this.#madeEnd));
    larger.set(this.bytes.subarray(this.#front), this.#front + added);
    this.bytes = larger;
    this.#front += added;
    this.at += added;
    this.limit += added;
    this.begin += added;
    this.end += added;
    for (let cell = this.made; cell < this.made + this.width; cell++) {
      if ((this.starts[cell] ?? absent) < 0) continue;
      this.starts[cell] = (this.starts[cell] ?? 0) + added;
      this.ends[cell] = (this.ends[cell] ?? 0) + added;
    }
  }
}

/** The start and end of a cell that is not there. */
export const absent = -1;
/** A buffer that one long record made larger than this is given up when it is no longer needed. */
const keptSize = 1 << 22;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}
