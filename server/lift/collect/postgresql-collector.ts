import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import type { Collector } from './collector.ts';
import type { PostgresqlAddress } from './postgresql-address.ts';
import { readPostgresqlAddress } from './postgresql-address.ts';
import { postgresqlFailure } from './postgresql-failure.ts';

/**
 * Tables of a PostgreSQL schema, each as a CSV file that streams. All are of one moment: a transaction that only reads
 * holds a snapshot until the signal is aborted, and every table is copied within it on a connection of its own.
 */
export const postgresqlCollector: Collector = {
  scheme: 'postgresql',
  description: 'tables of a PostgreSQL database: postgresql://user@host/database?schema=cdm',
  async *collect(url, { tables, failure, signal }) {
    const address = readPostgresqlAddress(url);
    const found: SourceFile[] = [];
    let holder: pg.Client | undefined;
    const end = (): void => void holder?.end().catch(() => undefined);
    signal.addEventListener('abort', end, { once: true });
    try {
      holder = await connect(address);
      signal.throwIfAborted();
      const { rows } = await holder.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
      const snapshot = rows[0]?.id ?? '';
      for (const table of await findTables(holder, address, tables))
        found.push(tableFile(table, address, snapshot));
    } catch (error) {
      end();
      failure(postgresqlFailure(error, address));
    }
    yield* found;
  },
};

/** A connection within a transaction that reads and sees one moment. */
async function connect(address: PostgresqlAddress): Promise<pg.Client> {
  const client = new pg.Client(address.client);
  // A connection that breaks while nobody asks must not end the process; the next question tells.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Within the transaction, and not when connecting: pools such as PgBouncer refuse parameters there.
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
      SET LOCAL statement_timeout = ${Math.ceil(address.timeout)};
      SET LOCAL idle_in_transaction_session_timeout = 0`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

interface FoundTable {
  /** As the mapping asks for it. */
  readonly asked: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The tables and views of the schema that are asked for; upper and lower case count as equal. */
async function findTables(
  client: pg.Client,
  address: PostgresqlAddress,
  asked: readonly string[],
): Promise<FoundTable[]> {
  const { rows } = await client.query<{ table: string; columns: FoundTable['columns'] }>(
    `SELECT c.relname AS "table",
        json_agg(json_build_object('name', a.attname, 'type', t.typname) ORDER BY a.attnum) AS columns
      FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND lower(c.relname) = ANY($2)
      GROUP BY c.relname ORDER BY c.relname`,
    [address.schema, asked.map((name) => name.toLowerCase())],
  );
  const found = rows.flatMap(({ table, columns }) => {
    const name = asked.find((each) => each.toLowerCase() === table.toLowerCase());
    return name === undefined ? [] : [{ asked: name, name: table, columns }];
  });
  const twice = found.find(
    ({ asked: name }, index) => found.findIndex((each) => each.asked === name) !== index,
  );
  if (twice !== undefined)
    throw emptySchema(address, `The schema has two tables ${twice.asked}, in upper and lower case.`);
  if (found.length === 0) throw emptySchema(address, `The schema ${address.schema} has none of the tables.`);
  return found;
}

function emptySchema({ shown }: PostgresqlAddress, message: string): MeridianError {
  return new MeridianError('unreadable-source', message, {
    place: { file: shown },
    advice: 'Name the schema that holds them: add schema=NAME to the address.',
  });
}

/** Types that PostgreSQL does not sort. */
const unordered = new Set(['json', 'xml', 'point', 'box', 'polygon']);

function tableFile(
  { asked, name, columns }: FoundTable,
  address: PostgresqlAddress,
  snapshot: string,
): SourceFile {
  // Truth is written `true` there, and `t` by COPY.
  const cells = columns.map((column) =>
    column.type === 'bool' ? `${quoted(column.name)}::text` : quoted(column.name),
  );
  const relation = `${quoted(address.schema)}.${quoted(name)}`;
  const names = columns.map((column, index) => `${cells[index] ?? ''} AS ${quoted(column.name)}`);
  // In the order of the key, so that the same rows have the same numbers tomorrow.
  const order = unordered.has(columns[0]?.type ?? '') ? '' : ' ORDER BY 1';
  const copy = `COPY (SELECT ${names.join(', ')} FROM ${relation}${order}) TO STDOUT (FORMAT csv, HEADER)`;
  async function* stream(): AsyncGenerator<Uint8Array> {
    let client: pg.Client | undefined;
    try {
      client = await connect(address);
      await client.query(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
      yield* client.query(copyTo(copy)) as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw postgresqlFailure(error, address, asked);
    } finally {
      await client?.end().catch(() => undefined);
    }
  }
  return { path: `${asked}.csv`, stream, read: () => buffer(stream()) };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
