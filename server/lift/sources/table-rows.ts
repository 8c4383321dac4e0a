import type { SourceFile } from '../lifter.ts';
import type { CsvText } from '../rml/bytes/csv-reader.ts';

/** The cells of one row in the order of the columns; undefined is no value. A blank row has no cells at all. */
export type Cells = readonly (string | undefined)[];

/**
 * A table that is open for reading (port). Cells are strings as a CSV file would hold them: decimals in their own form,
 * floating numbers in the shortest one, dates and times as `2019-03-07` and `2019-03-07 08:15:00`, truth as `true` and
 * `false`.
 */
export interface TableRows extends AsyncDisposable {
  readonly columns: readonly string[];
  /**
   * The rows behind the header, once; of `wanted`, the positions that are read, all others may be left out. Throws
   * 'unreadable-source'; its message holds no cell.
   */
  rows(wanted?: readonly number[]): AsyncIterable<Cells>;
}

/** Where a table lies: a file that is the table, or a database or workbook that has it among others. */
export interface TableHolder {
  /** By which mappings ask for it; upper and lower case count as equal. */
  readonly name: string;
  readonly file: SourceFile;
  /** Name of the table within the file, where the file can hold several. */
  readonly table?: string;
  /** How it is written, where it is text. */
  readonly text?: CsvText;
  open(): Promise<TableRows>;
}
