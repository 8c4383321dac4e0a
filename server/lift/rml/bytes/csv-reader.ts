import { isAscii, isUtf8 } from 'node:buffer';
import type { ByteRow } from './byte-row.ts';
import { transcodeLatin1 } from './latin1.ts';

export interface CsvText {
  /** `utf-8` (a byte order mark is allowed) or `latin1`. */
  readonly encoding: 'utf-8' | 'latin1';
  readonly delimiter: string;
  /** True where a quote within a cell that does not begin with one is part of it, as in tab-separated text. */
  readonly looseQuotes?: boolean;
}

/** What is wrong with a text, without any cell of it: cells are people's data. */
export class CsvFault extends Error {
  /** True where it is of the record that was to come next. */
  readonly ofRecord: boolean;

  constructor(message: string, ofRecord: boolean) {
    super(message);
    this.ofRecord = ofRecord;
  }
}

const [lineFeed, carriageReturn, quote] = [10, 13, 34];

/** A record of more than this many bytes is taken for a missing quote. */
const maxRecordSize = 1 << 24;

/**
 * Splits CSV (RFC 4180; lines end with LF, CRLF or CR) into records, piece by piece: a record may lie in any number of
 * pieces. Its cells are spans of the row it is given, in UTF-8, whatever the file is in; quotes are taken away.
 */
export class CsvReader {
  readonly #row: ByteRow;
  readonly #text: CsvText;
  readonly #delimiter: Uint8Array;
  readonly #greatest: number;
  /** Cells of the record with doubled quotes in them. */
  readonly #doubled: number[] = [];
  #started = false;
  #ended = false;
  /** Bytes before these are known to be UTF-8, counted back from the limit. */
  #unchecked = 0;
  /** Unread bytes there must be before it is worth to look for the end of the record again. */
  #needed = 0;

  constructor(row: ByteRow, text: CsvText) {
    this.#row = row;
    this.#text = text;
    this.#delimiter = new TextEncoder().encode(text.delimiter);
    this.#greatest = Math.max(quote, this.#delimiter[0] ?? 0);
  }

  /** Takes the next bytes of the file, or its end. Throws {@link CsvFault} for NUL bytes and for another encoding. */
  push(piece: Uint8Array | undefined): void {
    const row = this.#row;
    if (piece === undefined) {
      this.#ended = true;
      if (this.#unchecked > 0) throw this.#notEncoded();
    } else {
      if (piece.includes(0))
        throw new CsvFault('The file holds a NUL byte: it is no text, or it is in UTF-16.', false);
      if (this.#text.encoding === 'latin1') {
        row.makeRoom(piece.length * 3);
        row.limit = transcodeLatin1(piece, row.bytes, row.limit);
      } else {
        row.makeRoom(piece.length);
        row.bytes.set(piece, row.limit);
        row.limit += piece.length;
        this.#check(piece.length);
      }
    }
    row.bytes[row.limit] = lineFeed;
    row.ascii = isAscii(row.bytes.subarray(row.at, row.limit));
  }

  /** Goes to the next record, if all of it is there. Throws {@link CsvFault} for misplaced quotes and endless records. */
  next(): boolean {
    const row = this.#row;
    const { limit } = row;
    if (!this.#ended && limit - row.at < this.#needed) return false;
    if (row.at === limit) return false;
    if (!this.#started) this.#start();
    let at = row.at;
    if (at === limit) return false;
    const { bytes } = row;
    const delimiter = this.#delimiter[0] ?? 0;
    const greatest = this.#greatest;
    const single = this.#delimiter.length === 1;
    let { starts, ends } = row;
    let cell = row.made;
    row.changed = false;
    for (;;) {
      if (cell >= starts.length) {
        row.fitCell(cell);
        ({ starts, ends } = row);
      }
      let byte = bytes[at] ?? 0;
      if (byte === quote && at < limit) {
        at = this.#quoted(at, cell);
        if (at < 0) return this.#incomplete();
        byte = bytes[at] ?? 0;
      } else {
        starts[cell] = at;
        for (;;) {
          if (byte <= greatest) {
            if (byte === delimiter && (single || this.#isDelimiter(at))) break;
            if (byte === lineFeed || byte === carriageReturn) break;
            if (byte === quote && this.#text.looseQuotes !== true) throw this.#fault('inner');
          }
          byte = bytes[++at] ?? 0;
        }
        ends[cell] = at;
      }
      cell++;
      if (at >= limit) {
        if (!this.#ended) return this.#incomplete();
        return this.#complete(cell, limit, limit);
      }
      if (byte === lineFeed) return this.#complete(cell, at, at + 1);
      if (byte === carriageReturn) {
        if (at + 1 < limit) return this.#complete(cell, at, bytes[at + 1] === lineFeed ? at + 2 : at + 1);
        if (!this.#ended) return this.#incomplete();
        return this.#complete(cell, at, limit);
      }
      at += this.#delimiter.length;
    }
  }

  /** Reads a quoted cell; the position behind it, or -1 where its end is not there yet. */
  #quoted(opening: number, cell: number): number {
    const { bytes, limit, starts, ends } = this.#row;
    let doubled = false;
    let at = opening + 1;
    for (;;) {
      while (at < limit && bytes[at] !== quote) at++;
      if (at >= limit) {
        if (this.#ended) throw this.#fault('open');
        return -1;
      }
      if (at + 1 >= limit) {
        if (!this.#ended) return -1;
        break;
      }
      if (bytes[at + 1] !== quote) break;
      doubled = true;
      at += 2;
    }
    starts[cell] = opening + 1;
    ends[cell] = at;
    const behind = at + 1 < limit ? (bytes[at + 1] ?? 0) : lineFeed;
    if (behind === lineFeed || behind === carriageReturn || this.#isDelimiter(at + 1)) {
      if (doubled) this.#doubled.push(cell);
      return at + 1;
    }
    if (this.#text.looseQuotes !== true) {
      // Before the end of a delimiter of several bytes is there, nothing can be said.
      if (!this.#ended && limit - at <= this.#delimiter.length) return -1;
      throw this.#fault('behind');
    }
    at++;
    while (at < limit && bytes[at] !== lineFeed && bytes[at] !== carriageReturn && !this.#isDelimiter(at))
      at++;
    starts[cell] = opening;
    ends[cell] = at;
    return at;
  }

  #isDelimiter(at: number): boolean {
    const { bytes } = this.#row;
    const delimiter = this.#delimiter;
    for (let index = 0; index < delimiter.length; index++) {
      if (bytes[at + index] !== delimiter[index]) return false;
    }
    return true;
  }

  #complete(behind: number, end: number, next: number): true {
    const row = this.#row;
    if (end - row.at > maxRecordSize) throw this.#fault('long');
    row.begin = row.at;
    row.end = end;
    row.width = behind - row.made;
    row.at = next;
    this.#needed = 0;
    if (this.#doubled.length > 0) this.#undouble();
    return true;
  }

  /** Looking again pays when there is twice as much: a long record is then looked at in linear time. */
  #incomplete(): false {
    const { at, limit } = this.#row;
    this.#doubled.length = 0;
    if (limit - at > maxRecordSize) throw this.#fault('long');
    this.#needed = Math.min(2 * (limit - at), maxRecordSize + 1);
    return false;
  }

  /** Takes doubled quotes away in place; only now, since an incomplete record is read again. */
  #undouble(): void {
    const { bytes, starts, ends } = this.#row;
    for (const cell of this.#doubled) {
      let to = starts[cell] ?? 0;
      const end = ends[cell] ?? 0;
      for (let from = to; from < end; from++) {
        const byte = bytes[from] ?? 0;
        if (byte === quote) from++;
        bytes[to++] = byte;
      }
      ends[cell] = to;
    }
    this.#row.changed = true;
    this.#doubled.length = 0;
  }

  /** Leaves a byte order mark out. */
  #start(): void {
    const row = this.#row;
    const { bytes, at, limit } = row;
    this.#started = true;
    if (this.#text.encoding !== 'utf-8' || limit - at < 3) return;
    if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) row.at += 3;
  }

  /** Checks what came and what was left of the character before, up to the last character that is whole. */
  #check(length: number): void {
    const { bytes, limit } = this.#row;
    const from = limit - length - this.#unchecked;
    const end = endOfCharacters(bytes, from, limit);
    if (!isUtf8(bytes.subarray(from, end))) throw this.#notEncoded();
    this.#unchecked = limit - end;
    // The mark may come in pieces.
    if (!this.#started) this.#needed = 3;
  }

  #notEncoded(): CsvFault {
    return new CsvFault(`The file is not in ${this.#text.encoding}.`, false);
  }

  #fault(kind: keyof typeof complaints): CsvFault {
    return new CsvFault(complaints[kind], true);
  }
}

const complaints = {
  open: 'A quote is opened and never closed.',
  behind: 'A quote closes a cell, and more text follows before the delimiter.',
  inner: 'A quote stands within a cell that does not begin with one.',
  long: 'A row is longer than 16 MiB; probably a quote is not closed.',
};

/** Where the last character that is whole ends (UTF-8, RFC 3629): up to three bytes may be the begin of another. */
function endOfCharacters(bytes: Uint8Array, from: number, limit: number): number {
  for (let at = limit - 1; at >= from && at >= limit - 3; at--) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return at + length > limit ? at : limit;
  }
  return limit;
}
