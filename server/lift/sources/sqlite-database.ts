import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import { MeridianError } from '../../errors.ts';
import type { Database, DatabaseRows } from './database.ts';
import type { Value } from './record-source.ts';
import type { SqlType } from './sql-values.ts';
import { naturalValue } from './sql-values.ts';

/** What a declared type means, the first that fits. SQLite itself only knows five ways to store a value. */
const declared: readonly (readonly [pattern: RegExp, type: SqlType])[] = [
  [/BOOL/, 'boolean'],
  [/TIMESTAMP|DATETIME/, 'dateTime'],
  [/DATE/, 'date'],
  [/TIME/, 'time'],
  [/INT(?!ERVAL)/, 'integer'],
  [/CHAR|CLOB|TEXT/, 'text'],
  [/REAL|FLOA|DOUB/, 'double'],
  [/NUMERIC|DECIMAL/, 'decimal'],
];

/** A SQLite file, opened read only. Values have the natural datatype of their column's declared type. */
export class SqliteDatabase implements Database {
  readonly name: string;
  readonly #path: string;
  #opened: DatabaseSync | undefined;

  /** `name` is how places call it, `path` where it lies. */
  constructor(path: string, name = 'sqlite') {
    this.#path = path;
    this.name = name;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, SQLite is not
  async rows(query: string): Promise<DatabaseRows> {
    return guarded(() => {
      this.#opened ??= open(this.#path);
      // As a table, a query can only be a SELECT; the line break ends a comment of its last line.
      const text = `SELECT * FROM (${query}\n)`;
      const statement = this.#opened.prepare(text);
      // SQLite passes over what stands behind the first statement.
      if (statement.sourceSQL !== text) throw new Error('it is more than one statement');
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      const columns = statement.columns();
      const types = columns.map(({ type }) => typeOf(type));
      const rows = statement.iterate()[Symbol.iterator]();
      return { columns: columns.map(({ name }) => name), rows: naturalRows(rows, types) };
    });
  }

  close(): Promise<void> {
    this.#opened?.close();
    this.#opened = undefined;
    return Promise.resolve();
  }
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  // What a delivered schema calls (views, generated columns) may not reach out of the database.
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
  return database;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, SQLite is not
async function* naturalRows(
  rows: Iterator<unknown>,
  types: readonly (SqlType | undefined)[],
): AsyncGenerator<readonly (Value | undefined)[]> {
  for (;;) {
    const next = guarded(() => rows.next());
    if (next.done === true) return;
    yield (next.value as readonly SQLOutputValue[]).map((cell, index) => naturalCell(cell, types[index]));
  }
}

function typeOf(declaration: string | null): SqlType | undefined {
  return declared.find(([pattern]) => pattern.test(declaration?.toUpperCase() ?? ''))?.[1];
}

/** A column may hold what its declared type is not; then the value is what it is. */
function naturalCell(cell: SQLOutputValue, type: SqlType | undefined): Value | undefined {
  if (cell === null) return undefined;
  if (cell instanceof Uint8Array) return naturalValue('binary', Buffer.from(cell).toString('hex'));
  if (typeof cell === 'string') return type === undefined ? cell : naturalValue(type, cell);
  const numeric = typeof cell === 'bigint' ? 'integer' : 'double';
  const text = String(cell);
  if (type === 'boolean' && (text === '0' || text === '1')) return naturalValue(type, text);
  if (type === 'double' || type === 'text') return naturalValue(type, text);
  if (type === 'decimal' && !text.includes('e')) return naturalValue(type, text);
  return naturalValue(numeric, text);
}

/** SQLite quotes only the query in its complaints; of the data there is nothing in them. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MeridianError) throw error;
    const said = error instanceof Error ? `: ${error.message}` : '';
    throw new MeridianError('unreadable-source', `The database refuses the query${said}.`, {
      advice: 'Try the query of the mapping in the database itself; it must be a single SELECT.',
    });
  }
}
