import type { SourceFile } from '../lifter.ts';
import type { CsvText } from './table-csv.ts';
import type { TableHolder } from './table-rows.ts';
import type { DecimalSign } from './table-values.ts';

/** How the text files of a source are written, and where engines stay open until all is read. */
export interface TableOptions extends Pick<CsvText, 'encoding' | 'delimiter'> {
  /** Of numbers in cells that have a type: they are written as the text files of the source write them. */
  readonly decimal: DecimalSign;
  /** Keeps something open until the delivery is read. */
  readonly keep: <T extends AsyncDisposable>(resource: T) => T;
}

/** The tables that a file holds (port). Throws 'unreadable-source' for one that cannot be opened. */
export type OpenHolders = (file: SourceFile, options: TableOptions) => Promise<readonly TableHolder[]>;
