import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { tableFailure } from './table-failure.ts';
import { locate } from './table-location.ts';
import type { Cells, TableRows } from './table-rows.ts';
import type { DecimalSign } from './table-values.ts';
import { numberCell } from './table-values.ts';

/** A file that DuckDB has open: a database, or a Parquet file. */
export interface DuckDbFile extends AsyncDisposable {
  /** The rows of a query, all columns as text; no value is the empty one. */
  query(sql: string): Promise<readonly (readonly string[])[]>;
  /** Streams a relation, `"main"."person"`, of these columns. */
  rows(relation: string, columns: readonly Column[]): Promise<TableRows>;
  /** Where the file lies, as a string of SQL. */
  readonly quotedPath: string;
}

export interface Column {
  readonly name: string;
  /** Its DuckDB type: `DECIMAL(9,2)`. */
  readonly type: string;
}

/** What is too much for one table. DuckDB may spill nothing, which would lie beside the delivered file; rows stream. */
const limits = { threads: '1', memory_limit: '1GB', temp_directory: '' };

/**
 * Opens a file read only, in an engine of its own that can reach no other file and loads no extension: a delivered
 * database may hold views over anything.
 */
export async function openDuckDb(
  file: SourceFile,
  kind: 'database' | 'parquet',
  decimal: DecimalSign,
): Promise<DuckDbFile> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await locate(file));
  const quotedPath = quoted(path, "'");
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof MeridianError) throw cause;
      throw tableFailure('DuckDB cannot read this file: it is damaged, or of a newer version.', {
        file,
        cause,
      });
    }
  };
  const database = await guarded(() =>
    DuckDBInstance.create(kind === 'database' ? path : ':memory:', {
      ...limits,
      ...(kind === 'database' ? { access_mode: 'READ_ONLY' } : {}),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    }),
  );
  stack.defer(() => {
    database.closeSync();
  });
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await database.connect();
    // Instants are told in UTC, whatever the clock of this machine says.
    await connection.run("SET TimeZone = 'UTC'");
    return connection;
  };
  const admin = await connect();
  stack.defer(() => {
    admin.closeSync();
  });
  if (kind === 'parquet') await admin.run(`SET allowed_paths = [${quotedPath}]`);
  await admin.run('SET enable_external_access = false');
  const opened = stack.move();
  return {
    quotedPath,
    query: (sql) =>
      guarded(async () => {
        const result = await admin.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM (${sql})`);
        return result.getRows().map((row) => (row as (string | null)[]).map((text) => text ?? ''));
      }),
    rows: (relation, columns) => guarded(() => streamRows(connect, relation, columns, decimal, guarded)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function streamRows(
  connect: () => Promise<DuckDBConnection>,
  relation: string,
  columns: readonly Column[],
  decimal: DecimalSign,
  guarded: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<TableRows> {
  const connection = await connect();
  const writers = columns.map(({ type }) => writerOf(type, decimal));
  return {
    columns: columns.map(({ name }) => name),
    async *rows(wanted = columns.map((_, index) => index)): AsyncGenerator<Cells> {
      // Columns that nobody reads are not fetched: of a wide Parquet file that saves most of the work.
      const texts = columns.map(({ name }, index) =>
        wanted.includes(index) ? `${quotedName(name)}::VARCHAR` : 'NULL',
      );
      // A result that streams holds one chunk of some thousand rows.
      const result = await guarded(() => connection.stream(`SELECT ${texts.join(', ')} FROM ${relation}`));
      for (;;) {
        const chunk = await guarded(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        const values = chunk.getColumns() as (string | null)[][];
        for (let row = 0; row < chunk.rowCount; row++) {
          yield values.map((column, index) => {
            const text = column[row] ?? undefined;
            return text === undefined ? undefined : (writers[index]?.(text) ?? text);
          });
        }
      }
    },
    [Symbol.asyncDispose]: () => {
      connection.closeSync();
      return Promise.resolve();
    },
  };
}

/** How the text that DuckDB makes of a number becomes a cell; all other types are written as they should be. */
function writerOf(type: string, decimal: DecimalSign): ((text: string) => string) | undefined {
  if (type === 'DOUBLE' || type === 'FLOAT')
    return (text) => numberCell(text.replace(/\.0(?=e|$)/, ''), decimal);
  return type.startsWith('DECIMAL') && decimal !== '.' ? (text) => numberCell(text, decimal) : undefined;
}

/** A name as SQL quotes it. */
export function quotedName(name: string): string {
  return quoted(name, '"');
}

function quoted(text: string, quote: string): string {
  return `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
}
