import type { MeridianError } from '../../errors.ts';
import { withPlace } from '../../errors.ts';
import type { Slots, SourceRecord } from './record-source.ts';
import { tableFailure } from './table-failure.ts';
import { TableRow } from './table-row.ts';
import type { TableHolder } from './table-rows.ts';

/** How the columns of a table are found, and which cells are none. */
export interface TableReading {
  /** Cells that mean "no value", besides the empty one. */
  readonly nulls: readonly string[];
  /** True where `PERSON_ID` and `person_id` are the same column. */
  readonly ignoreColumnCase: boolean;
  /** Columns that a table may lack without being unreadable. */
  readonly optionalColumns: readonly string[];
  readonly failure: (error: MeridianError) => void;
}

/** The rows of a table as records. A table that breaks off is reported, with the row where that is known. */
export async function* tableRecords(
  holder: TableHolder,
  slots: Slots,
  reading: TableReading,
): AsyncGenerator<SourceRecord> {
  const place = { file: holder.file.path, ...(holder.table === undefined ? {} : { table: holder.table }) };
  const nulls = new Set(reading.nulls);
  let row = 0;
  try {
    await using table = await holder.open();
    const columns = columnsOf(holder, table.columns, slots.expressions, reading);
    for await (const cells of table.rows([...new Set(columns)])) {
      row++;
      if (cells.length > 0) yield new TableRow({ ...place, row }, cells, columns, nulls);
    }
  } catch (error) {
    const failure = withPlace(error, place);
    if (failure.code !== 'unreadable-source') throw error;
    reading.failure(failure);
  }
}

/** The position of each reference in a header; -1 for an optional column that is not there. */
export function columnsOf(
  { file, table }: Pick<TableHolder, 'file' | 'table'>,
  header: readonly string[],
  wanted: readonly string[],
  { ignoreColumnCase, optionalColumns }: TableReading,
): number[] {
  const fold = ignoreColumnCase ? (name: string) => name.toLowerCase() : (name: string) => name;
  const names = header.map((name) => fold(name.trim()));
  const optional = new Set(optionalColumns.map(fold));
  const wantedNames = new Set(wanted.map(fold));
  const holder = table === undefined ? 'file' : 'table';
  return wanted.map((reference) => {
    const name = fold(reference);
    const column = names.indexOf(name);
    if (column < 0 && !optional.has(name)) {
      throw tableFailure(`The ${holder} has no column "${reference}".`, {
        file,
        table,
        column: reference,
        advice: adviceOn(header, (each) => wantedNames.has(fold(each)) || optional.has(fold(each))),
      });
    }
    if (column >= 0 && names.includes(name, column + 1)) {
      throw tableFailure(`The ${holder} has two columns "${reference}".`, { file, table, column: reference });
    }
    return column;
  });
}

/** The columns that the source knows, and how many others there are: where the header is missing, these are cells. */
export function adviceOn(header: readonly string[], isKnown: (column: string) => boolean): string {
  const known = header
    .map((column) => column.trim())
    .filter((column) => isKnown(column))
    .slice(0, 40);
  if (known.length === 0)
    return 'None of the columns asked for is there: the first row must name the columns.';
  const others = header.length - known.length;
  return `It has ${known.join(', ')}, and ${others} other column${others === 1 ? '' : 's'}: look for another spelling.`;
}
