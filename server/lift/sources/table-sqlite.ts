import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { quotedName } from './table-duckdb-engine.ts';
import { tableFailure } from './table-failure.ts';
import type { OpenHolders } from './table-format.ts';
import { locate } from './table-location.ts';
import type { Cells, TableHolder, TableRows } from './table-rows.ts';
import type { DecimalSign } from './table-values.ts';
import { floatCell } from './table-values.ts';

/**
 * The tables and views of a SQLite file, opened read only. SQLite keeps no decimals: a NUMERIC column holds 54.80 as
 * 54.8, a TEXT column as it is.
 */
export const openSqliteTables: OpenHolders = async (file, { decimal, keep }) => {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await locate(file));
  const database = guarded(file, () => {
    const opened = new DatabaseSync(path, { readOnly: true });
    stack.defer(() => {
      opened.close();
    });
    // What a delivered schema calls (views, generated columns) may not reach out of the database.
    opened.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
    return opened;
  });
  const names = guarded(file, () =>
    database.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name").all(),
  );
  keep(stack.move());
  return names
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith('sqlite_'))
    .map((name): TableHolder => ({
      name,
      file,
      table: name,
      open: () => Promise.resolve(openRows(database, file, name, decimal)),
    }));
};

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
