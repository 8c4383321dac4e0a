import type { SourceFile } from '../lifter.ts';
import type { RecordSource } from './record-source.ts';
import { Slots } from './record-source.ts';
import type { CsvText } from './table-csv.ts';
import { openCsvTable } from './table-csv.ts';
import type { TableReading } from './table-records.ts';
import { tableRecords } from './table-records.ts';

export type CsvOptions = CsvText & TableReading;

/**
 * The rows of CSV files with a header (RFC 4180, RML-IO `rml:CSV`): a reference is a column name, an empty cell is no
 * value. Rows stream. A file that breaks off or has ragged rows, unclosed quotes, NUL bytes or bytes outside its
 * encoding is reported with its row as 'unreadable-source'; the next file is read all the same.
 */
export function openCsv(files: readonly SourceFile[], options: CsvOptions): RecordSource {
  const slots = new Slots();
  return {
    reference: (column) => slots.of(column),
    place: (column) => ({ reference: column }),
    async *records() {
      for (const file of files) {
        yield* tableRecords(
          { name: file.path, file, open: () => openCsvTable(file, options) },
          slots,
          options,
        );
      }
    },
  };
}
