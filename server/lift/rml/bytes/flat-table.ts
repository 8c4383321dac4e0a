import type { SourceFile } from '../../lifter.ts';
import type { TableReading } from '../../sources/table-records.ts';
import type { CsvText } from './csv-reader.ts';

/** A logical source that is text in rows and columns: what the byte path can read. */
export interface FlatTable {
  readonly files: readonly { readonly file: SourceFile; readonly text: CsvText }[];
  readonly reading: TableReading;
}
