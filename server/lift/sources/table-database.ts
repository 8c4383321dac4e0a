import type { SourceFile } from '../lifter.ts';
import { openDuckDbTables } from './table-duckdb.ts';
import { tableFailure } from './table-failure.ts';
import type { OpenHolders } from './table-format.ts';
import { openSqliteTables } from './table-sqlite.ts';

/** What the files of the engines begin with: SQLite at once, DuckDB behind a check sum of eight bytes. */
const marks: readonly (readonly [at: number, mark: string, open: OpenHolders])[] = [
  [0, 'SQLite format 3\0', openSqliteTables],
  [8, 'DUCK', openDuckDbTables],
];

/** A database in one file; `.db` does not tell of which engine, its first bytes do. */
export const openDatabaseTables: OpenHolders = async (file, options) => {
  const head = Buffer.from(await headOf(file, 16));
  const open = marks.find(([at, mark]) => head.toString('latin1', at, at + mark.length) === mark)?.[2];
  if (open !== undefined) return open(file, options);
  throw tableFailure('The file is neither a DuckDB nor a SQLite database.', {
    file,
    advice: 'Export its tables as CSV or Parquet files.',
  });
};

async function headOf(file: SourceFile, length: number): Promise<Uint8Array> {
  return file.head === undefined ? (await file.read()).subarray(0, length) : file.head(length);
}
