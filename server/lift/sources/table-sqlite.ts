import { stat } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { quotedName } from './table-duckdb-engine.ts';
import { tableFailure, viewRefused } from './table-failure.ts';
import type { OpenHolders } from './table-format.ts';
import { locate } from './table-location.ts';
import type { Cells, TableHolder, TableRows } from './table-rows.ts';
import type { DecimalSign } from './table-values.ts';
import { floatCell } from './table-values.ts';

/**
 * The tables of a SQLite file, opened read only, without a lock and without a file beside it. Views are refused: a
 * delivered query may never end. SQLite keeps no decimals: a NUMERIC column holds 54.80 as 54.8, a TEXT column as it is.
 */
export const openSqliteTables: OpenHolders = async (file, { decimal, keep }) => {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await locate(file));
  await refuseUnfinished(file, path);
  const database = guarded(file, () => {
    const address = pathToFileURL(path);
    address.searchParams.set('immutable', '1');
    const opened = new DatabaseSync(address, { readOnly: true });
    stack.defer(() => {
      opened.close();
    });
    // What a delivered schema calls (views, generated columns) may not reach out of the database.
    opened.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
    return opened;
  });
  const names = guarded(file, () =>
    database.prepare("SELECT name, type FROM pragma_table_list WHERE schema = 'main' ORDER BY name").all(),
  );
  keep(stack.move());
  return names
    .map(({ name, type }) => ({ name: String(name), isTable: type === 'table' }))
    .filter(({ name }) => !name.startsWith('sqlite_'))
    .map(({ name, isTable }): TableHolder => ({
      name,
      file,
      table: name,
      open: () =>
        isTable
          ? Promise.resolve(openRows(database, file, name, decimal))
          : Promise.reject(viewRefused(file, name)),
    }));
};

/** What is not in the file itself yet would be missing from what is read of it. */
async function refuseUnfinished(file: SourceFile, path: string): Promise<void> {
  for (const suffix of ['-wal', '-journal']) {
    const beside = await stat(`${path}${suffix}`).catch(() => undefined);
    if (beside === undefined || beside.size === 0) continue;
    throw tableFailure('The database is in use, or was not closed: a part of it lies in a file beside it.', {
      file,
      advice: 'Close it, or make a copy with VACUUM INTO, and deliver that.',
    });
  }
}

function openRows(database: DatabaseSync, file: SourceFile, table: string, decimal: DecimalSign): TableRows {
  const statement = guarded(file, () => database.prepare(`SELECT * FROM ${quotedName(table)}`), table);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  return {
    columns: statement.columns().map(({ name }) => name),
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, SQLite is not
    async *rows(): AsyncGenerator<Cells> {
      const rows = guarded(file, () => statement.iterate()[Symbol.iterator](), table);
      for (;;) {
        const { done, value } = guarded(file, () => rows.next(), table);
        if (done === true) return;
        yield (value as unknown as readonly SQLOutputValue[]).map((cell) => textOf(cell, decimal));
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function textOf(cell: SQLOutputValue, decimal: DecimalSign): string | undefined {
  if (cell === null) return undefined;
  if (typeof cell === 'number') return floatCell(cell, decimal);
  return cell instanceof Uint8Array ? `\\x${Buffer.from(cell).toString('hex')}` : String(cell);
}

function guarded<T>(file: SourceFile, work: () => T, table?: string): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof MeridianError) throw cause;
    throw tableFailure('SQLite cannot read this file: it is damaged, or no database.', {
      file,
      table,
      cause,
    });
  }
}
