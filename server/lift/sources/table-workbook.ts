import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { tableFailure } from './table-failure.ts';
import type { OpenHolders } from './table-format.ts';
import { sameTable, tableNameOf } from './table-name.ts';
import type { Cells, TableHolder, TableRows } from './table-rows.ts';
import { readWorkbookParts } from './workbook-parts.ts';
import { sheetRows } from './workbook-sheet.ts';
import { readZip } from './zip-archive.ts';

/**
 * The sheets of an XLSX workbook; the first row with a cell is the header. A workbook with one sheet is named as the
 * file: `clinical.xlsx` with the sheet `Tabelle1`. Cells that Excel holds as numbers and dates are read as such, whatever
 * they look like on the screen. Rows stream; shared strings are held.
 */
export const openWorkbookTables: OpenHolders = async (file, { decimal }) => {
  const archive = readZip(await file.read());
  if (archive === undefined) {
    throw tableFailure('The file is no XLSX workbook, or it is locked by a password.', {
      file,
      advice: 'Save it as .xlsx without a password, or each sheet as CSV.',
    });
  }
  const parts = await guarded(file, undefined, () => readWorkbookParts(archive));
  const open = async (path: string, table?: string): Promise<TableRows> => {
    const rows = sheetRows(archive, path, parts, decimal);
    const next = (): Promise<IteratorResult<Cells>> => guarded(file, table, () => rows.next());
    const header = await next();
    if (header.done === true) throw tableFailure('The sheet is empty: it has no header.', { file, table });
    return {
      columns: header.value.map((cell = '') => cell),
      async *rows() {
        for (let row = await next(); row.done !== true; row = await next()) yield row.value;
      },
      [Symbol.asyncDispose]: async () => {
        await rows.return(undefined);
      },
    };
  };
  const [only] = parts.sheets;
  const holders = parts.sheets.map(({ name, path }): TableHolder => ({
    name,
    file,
    table: name,
    open: () => open(path, name),
  }));
  const alone = tableNameOf(file.path);
  if (only === undefined || parts.sheets.length > 1 || sameTable(only.name, alone)) return holders;
  return [...holders, { name: alone, file, open: () => open(only.path) }];
};

async function guarded<T>(file: SourceFile, table: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof MeridianError) throw cause;
    throw tableFailure('The workbook is damaged.', {
      file,
      table,
      advice: 'Open it in a spreadsheet program and save it again.',
      cause,
    });
  }
}
