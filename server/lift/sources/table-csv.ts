import type { SourceFile } from '../lifter.ts';
import { ByteRow } from '../rml/bytes/byte-row.ts';
import { cellTexts } from '../rml/bytes/cell-texts.ts';
import { CsvCursor } from '../rml/bytes/csv-cursor.ts';
import type { CsvText } from '../rml/bytes/csv-reader.ts';
import type { Cells, TableRows } from './table-rows.ts';

export type { CsvText } from '../rml/bytes/csv-reader.ts';

/**
 * Opens text with a header (RFC 4180), plain or compressed. It streams: a file of any size is decompressed and split
 * piece by piece, and only the cells that are wanted become strings. Throws 'unreadable-source' with the row for what
 * breaks off, ragged rows, misplaced quotes, NUL bytes and bytes outside the encoding.
 */
export async function openCsvTable(file: SourceFile, text: CsvText): Promise<TableRows> {
  const row = new ByteRow();
  const cursor = new CsvCursor(file, row, text);
  await cursor.open();
  return {
    columns: cursor.columns,
    async *rows(wanted = cursor.columns.map((_, column) => column)): AsyncGenerator<Cells> {
      do {
        while (cursor.advance()) yield cursor.blank ? blank : cellTexts(row, wanted);
      } while (await cursor.more());
    },
    [Symbol.asyncDispose]: () => cursor[Symbol.asyncDispose](),
  };
}

const blank: Cells = [];
