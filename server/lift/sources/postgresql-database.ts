import pg from 'pg';
import { MeridianError } from '../../errors.ts';
import type { Database, DatabaseRows } from './database.ts';
import type { Value } from './record-source.ts';
import type { SqlType } from './sql-values.ts';
import { naturalValue } from './sql-values.ts';

/** Object ids of the types that have a natural datatype (catalogue pg_type, the same in every release). */
const types: ReadonlyMap<number, SqlType> = new Map<number, SqlType>([
  [pg.types.builtins.BOOL, 'boolean'],
  [pg.types.builtins.BYTEA, 'binary'],
  [pg.types.builtins.INT2, 'integer'],
  [pg.types.builtins.INT4, 'integer'],
  [pg.types.builtins.INT8, 'integer'],
  [pg.types.builtins.NUMERIC, 'decimal'],
  [pg.types.builtins.FLOAT4, 'double'],
  [pg.types.builtins.FLOAT8, 'double'],
  [pg.types.builtins.DATE, 'date'],
  [pg.types.builtins.TIME, 'time'],
  [pg.types.builtins.TIMETZ, 'time'],
  [pg.types.builtins.TIMESTAMP, 'dateTime'],
  [pg.types.builtins.TIMESTAMPTZ, 'dateTime'],
]);

/** How the server shall write values, whatever it is set to: nothing of it depends on a place or a locale. */
const session = [
  `SET DateStyle = 'ISO, YMD'`,
  `SET IntervalStyle = 'iso_8601'`,
  `SET TimeZone = 'UTC'`,
  `SET bytea_output = 'hex'`,
  `SET extra_float_digits = 1`,
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
].join('; ');

const rowsPerFetch = 2000;
/** Text as the server writes it: the driver's own dates are local times, its big integers lose digits. */
const asText = { getTypeParser: () => (text: string) => text };

/**
 * A PostgreSQL, read through cursors in one transaction that cannot write, so that all tables are of one moment.
 * Connects at the first query.
 */
export class PostgresqlDatabase implements Database {
  readonly name = 'postgresql';
  readonly #address: string;
  #client: Promise<pg.Client> | undefined;
  #cursors = 0;

  /** `postgresql://role:password@host:port/database`; it is never shown. */
  constructor(address: string) {
    this.#address = address;
  }

  async rows(query: string): Promise<DatabaseRows> {
    const client = await (this.#client ??= connect(this.#address));
    const name = `meridian_${++this.#cursors}`;
    // A query that fails ends the transaction; back at the savepoint it goes on.
    await run(client, `SAVEPOINT ${name}`);
    try {
      await run(client, `DECLARE ${name} NO SCROLL CURSOR FOR ${query}`);
      const first = await fetch(client, name);
      return {
        columns: first.fields.map((field) => field.name),
        rows: cursorRows(client, name, first),
      };
    } catch (error) {
      await run(client, `ROLLBACK TO SAVEPOINT ${name}`);
      throw refused(error);
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.end();
  }
}

async function connect(address: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: address, application_name: 'meridian' });
    // A connection that breaks off is told by the query that was waiting for it.
    client.on('error', () => undefined);
    await client.connect();
    await client.query(session);
    return client;
  } catch (error) {
    throw new MeridianError('unreadable-source', `The database cannot be reached (${codeOf(error)}).`, {
      advice: 'Check its address, and whether the role may connect to it.',
    });
  }
}

type Fetched = pg.QueryArrayResult<(string | null)[]>;

/** The extended protocol takes one statement only, whatever a mapping's query holds. */
function run(client: pg.Client, text: string): Promise<unknown> {
  return client.query({ text, queryMode: 'extended' } as pg.QueryConfig);
}

function fetch(client: pg.Client, cursor: string): Promise<Fetched> {
  const text = `FETCH ${rowsPerFetch} FROM ${cursor}`;
  return client.query<(string | null)[]>({ text, rowMode: 'array', types: asText });
}

async function* cursorRows(
  client: pg.Client,
  cursor: string,
  first: Fetched,
): AsyncGenerator<readonly (Value | undefined)[]> {
  const kinds = first.fields.map((field) => types.get(field.dataTypeID) ?? 'text');
  let fetched = first;
  try {
    for (;;) {
      for (const row of fetched.rows)
        yield row.map((cell, index) =>
          cell === null ? undefined : naturalValue(kinds[index] ?? 'text', cell),
        );
      if (fetched.rows.length < rowsPerFetch) break;
      fetched = await fetch(client, cursor);
    }
    await run(client, `CLOSE ${cursor}`);
  } catch (error) {
    await run(client, `ROLLBACK TO SAVEPOINT ${cursor}`).catch(() => undefined);
    throw refused(error);
  }
}

/** What PostgreSQL objects to. Only faults of the query itself are quoted (class 42): others quote the data. */
function refused(error: unknown): MeridianError {
  if (error instanceof MeridianError) return error;
  const code = codeOf(error);
  const said = code.startsWith('42') && error instanceof Error ? `: ${error.message}` : '';
  return new MeridianError('unreadable-source', `The database refuses the query (${code})${said}.`, {
    advice: 'Try the query of the mapping in the database itself; it must be a single SELECT.',
  });
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'no code';
}
