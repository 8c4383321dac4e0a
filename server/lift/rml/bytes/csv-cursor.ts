import type { SourceFile } from '../../lifter.ts';
import { tableBytes } from '../../sources/table-bytes.ts';
import { tableFailure } from '../../sources/table-failure.ts';
import type { ByteRow } from './byte-row.ts';
import type { CsvText } from './csv-reader.ts';
import { CsvFault, CsvReader } from './csv-reader.ts';

/**
 * Goes through the rows of one CSV file with a header: `open`, then `advance` until it gives false, and `more` until it
 * gives false. All of it throws 'unreadable-source' with the row for what breaks off, ragged rows, misplaced quotes, NUL
 * bytes and bytes outside the encoding.
 */
export class CsvCursor implements AsyncDisposable {
  /** Number of the row: 1 is the first behind the header. Blank lines count. */
  number = 0;
  /** True where the row is a blank line: it has no cells. */
  blank = false;
  columns: readonly string[] = [];
  readonly #file: SourceFile;
  readonly #row: ByteRow;
  readonly #reader: CsvReader;
  readonly #pieces: AsyncIterator<Uint8Array>;
  #ended = false;

  constructor(file: SourceFile, row: ByteRow, text: CsvText) {
    this.#file = file;
    this.#row = row;
    this.#reader = new CsvReader(row, text);
    this.#pieces = tableBytes(file)[Symbol.asyncIterator]();
  }

  /** Reads the header. */
  async open(): Promise<void> {
    const row = this.#row;
    while (!this.#next()) {
      if (!(await this.more()))
        throw tableFailure('The file is empty: it has no header.', { file: this.#file });
    }
    this.columns = Array.from({ length: row.width }, (_, column) => row.text(row.made + column));
  }

  /** Goes to the next row of what was read so far. */
  advance(): boolean {
    if (!this.#next()) return false;
    const { width, made, starts, ends } = this.#row;
    this.number++;
    this.blank = false;
    if (width === this.columns.length) return true;
    if (width === 1 && starts[made] === ends[made]) return (this.blank = true);
    throw tableFailure(`The row has ${width} cells, the header has ${this.columns.length}.`, {
      file: this.#file,
      row: this.number,
    });
  }

  /** Reads on; false where the file has ended and all of it has been given. */
  async more(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#pieces.next();
    this.#ended = next.done === true;
    try {
      this.#reader.push(next.done === true ? undefined : next.value);
    } catch (error) {
      throw this.#failure(error);
    }
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pieces.return?.();
  }

  #next(): boolean {
    try {
      return this.#reader.next();
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): unknown {
    if (!(error instanceof CsvFault)) return error;
    const row = this.columns.length === 0 ? undefined : this.number + 1;
    return error.ofRecord
      ? tableFailure(error.message, { file: this.#file, row, advice: adviceOnQuotes })
      : tableFailure(error.message, {
          file: this.#file,
          ...(error.message.includes('NUL') ? {} : { advice: adviceOnEncoding }),
        });
  }
}

const adviceOnQuotes =
  'Quote cells that hold quotes, delimiters or line breaks, and double the quotes in them (RFC 4180).';
const adviceOnEncoding = 'Save it as UTF-8, or state `encoding: latin1` in source.yaml.';
