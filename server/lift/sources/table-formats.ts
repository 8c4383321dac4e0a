import { openDatabaseTables } from './table-database.ts';
import type { OpenHolders } from './table-format.ts';
import { openParquetTables } from './table-parquet.ts';
import { openTextTables } from './table-text.ts';
import { openWorkbookTables } from './table-workbook.ts';

interface TableFormat {
  readonly fits: RegExp;
  readonly open: OpenHolders;
  /** True where only a look into the file tells which tables it holds. */
  readonly several: boolean;
}

/** What holds tables: by the names of the files. A new format is a file beside this and a line here. */
const tableFormats: readonly TableFormat[] = [
  { fits: /\.[ct]sv(?:\.(?:gz|zst))?$/i, open: openTextTables, several: false },
  { fits: /\.(?:parquet|parq)$/i, open: openParquetTables, several: false },
  { fits: /\.(?:duckdb|ddb|db|sqlite|sqlite3|db3)$/i, open: openDatabaseTables, several: true },
  { fits: /\.xlsx$/i, open: openWorkbookTables, several: true },
];

/** The format of a file that holds tables; none for any other. */
export function tableFormatOf(path: string): TableFormat | undefined {
  return tableFormats.find(({ fits }) => fits.test(path));
}
