import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { MeridianError } from '../../errors.ts';
import type { Origin, SourceFile } from '../lifter.ts';
import type { RecordSource, SourceRecord, Value } from './record-source.ts';
import { noValues, Slots } from './record-source.ts';

export interface CsvOptions {
  /** `utf-8` (a byte order mark is allowed) or `latin1`. */
  readonly encoding: 'utf-8' | 'latin1';
  readonly delimiter: string;
  /** Cells that mean "no value", besides the empty one. */
  readonly nulls: readonly string[];
  /** True where `PERSON_ID` and `person_id` are the same column. */
  readonly ignoreColumnCase: boolean;
  /** Columns that a file may lack without being unreadable. */
  readonly optionalColumns: readonly string[];
  readonly failure: (error: MeridianError) => void;
}

class Row implements SourceRecord {
  readonly origin: Origin;
  readonly #cells: readonly string[];
  readonly #columns: readonly number[];
  readonly #nulls: ReadonlySet<string>;

  constructor(
    origin: Origin,
    cells: readonly string[],
    columns: readonly number[],
    nulls: ReadonlySet<string>,
  ) {
    this.origin = origin;
    this.#cells = cells;
    this.#columns = columns;
    this.#nulls = nulls;
  }

  read(slot: number): readonly Value[] {
    const cell = this.#cells[this.#columns[slot] ?? -1];
    return cell === undefined || cell === '' || this.#nulls.has(cell) ? noValues : [cell];
  }
}

/**
 * The rows of CSV files with a header (RFC 4180, RML-IO `rml:CSV`): a reference is a column name, an empty cell is no
 * value. Rows stream. A file that breaks off or has ragged rows, unclosed quotes, NUL bytes or bytes outside its
 * encoding is reported with its row as 'unreadable-source'; the next file is read all the same.
 */
export function openCsv(files: readonly SourceFile[], options: CsvOptions): RecordSource {
  const slots = new Slots();
  const nulls = new Set(options.nulls);
  return {
    reference: (column) => slots.of(column),
    place: (column) => ({ reference: column }),
    async *records() {
      for (const file of files) {
        let row = 0;
        let width = 0;
        let columns: number[] | undefined;
        try {
          for await (const cells of rowsOf(file, await file.read(), options)) {
            if (columns === undefined) {
              columns = columnsOf(file, cells, slots.expressions, options);
              width = cells.length;
              continue;
            }
            row++;
            if (cells.length === 1 && cells[0] === '' && width > 1) continue;
            if (cells.length !== width) {
              throw unreadable(file, `The row has ${cells.length} cells, the header has ${width}.`, { row });
            }
            yield new Row({ file: file.path, row }, cells, columns, nulls);
          }
          if (columns === undefined) throw unreadable(file, 'The file is empty: it has no header.');
        } catch (error) {
          options.failure(failureOf(error, file));
        }
      }
    },
  };
}

/** Chunk by chunk, so that a file of any size is decoded and split piecemeal. */
function rowsOf(file: SourceFile, bytes: Uint8Array, options: CsvOptions): AsyncIterable<string[]> {
  const parser = parse({
    delimiter: options.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Ragged rows are told apart from blank lines below, where the row is known.
    relax_column_count: true,
    max_record_size: maxRecordSize,
  });
  // The iteration over the parser throws whatever the callback is told.
  pipeline(Readable.from(textOf(file, bytes, options.encoding)), parser, () => undefined);
  return parser as AsyncIterable<string[]>;
}

/** A record of more than this many bytes is taken for a missing quote. */
const maxRecordSize = 1 << 24;
const chunkSize = 1 << 16;

function* textOf(file: SourceFile, bytes: Uint8Array, encoding: CsvOptions['encoding']): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += chunkSize) {
    const chunk = bytes.subarray(start, start + chunkSize);
    if (chunk.includes(0))
      throw unreadable(file, 'The file holds a NUL byte: it is no text, or it is in UTF-16.');
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: start + chunkSize < bytes.length });
    } catch {
      throw unreadable(file, `The file is not in ${encoding}.`, {
        advice: 'Save it as UTF-8, or state `encoding: latin1` in source.yaml.',
      });
    }
    if (text !== '') yield text;
  }
}

function columnsOf(
  file: SourceFile,
  header: readonly string[],
  wanted: readonly string[],
  options: CsvOptions,
): number[] {
  const fold = options.ignoreColumnCase ? (name: string) => name.toLowerCase() : (name: string) => name;
  const names = header.map((name) => fold(name.trim()));
  const optional = new Set(options.optionalColumns.map(fold));
  return wanted.map((reference) => {
    const name = fold(reference);
    const column = names.indexOf(name);
    if (column < 0 && !optional.has(name)) {
      throw unreadable(file, `The file has no column "${reference}".`, {
        column: reference,
        advice: `Its columns are: ${header.slice(0, 40).join(', ')}.`,
      });
    }
    if (column >= 0 && names.includes(name, column + 1)) {
      throw unreadable(file, `The file has two columns "${reference}".`, { column: reference });
    }
    return column;
  });
}

interface Details {
  readonly row?: number;
  readonly column?: string;
  readonly advice?: string;
}

function unreadable(file: SourceFile, message: string, { row, column, advice }: Details = {}): MeridianError {
  return new MeridianError('unreadable-source', message, {
    place: {
      file: file.path,
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    },
    ...(advice === undefined ? {} : { advice }),
  });
}

/** What the parser objects to, without the cell it met: cells are people's data. */
const complaints: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened and never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'A quote closes a cell, and more text follows before the delimiter.',
  INVALID_OPENING_QUOTE: 'A quote stands within a cell that does not begin with one.',
  CSV_MAX_RECORD_SIZE: 'A row is longer than 16 MiB; probably a quote is not closed.',
};

function failureOf(error: unknown, file: SourceFile): MeridianError {
  if (error instanceof MeridianError) return error;
  if (!(error instanceof CsvError)) throw error;
  // Records before the fault, the header included: the number of the row at fault.
  const row: unknown = error['records'];
  return unreadable(file, complaints[error.code] ?? `The file is no CSV (${error.code}).`, {
    ...(typeof row === 'number' && row > 0 ? { row } : {}),
    advice:
      'Quote cells that hold quotes, delimiters or line breaks, and double the quotes in them (RFC 4180).',
  });
}
