import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { SourceFile } from '../../server/lift/lifter.ts';
import { sourceFile } from './lift-fixtures.ts';
import { writeWorkbook } from './write-workbook.ts';
import type { WorkbookCell } from './write-workbook.ts';

/** A column: its type in SQL, and its cells as a CSV file has them. */
export interface HeldColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'INTEGER' | 'DECIMAL(9,2)' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'BOOLEAN';
  readonly cells: readonly (string | undefined)[];
}

/** One table in all that may hold it; each file holds the whole of it. */
export async function holdersOf(table: string, columns: readonly HeldColumn[]): Promise<SourceFile[]> {
  const rows = (columns[0]?.cells ?? []).map((_, row) => columns.map(({ cells }) => cells[row]));
  const text = (delimiter: string): Uint8Array => {
    const quote = (cell = ''): string => `"${cell.replaceAll('"', '""')}"`;
    const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(quote).join(delimiter));
    return Buffer.from(`${lines.join('\n')}\n`);
  };
  const database = await databases(table, columns, rows);
  return [
    sourceFile(`${table}.csv`, text(',')),
    sourceFile(`${table}.csv.gz`, gzipSync(text(','))),
    sourceFile(`${table}.csv.zst`, zstdCompressSync(text(','))),
    sourceFile(`${table}.tsv`, text('\t')),
    sourceFile(`${table}.xlsx`, workbook(table, columns, rows)),
    ...database,
  ];
}

type Rows = readonly (readonly (string | undefined)[])[];

async function databases(table: string, columns: readonly HeldColumn[], rows: Rows): Promise<SourceFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'meridian-held-'));
  try {
    const [duckdb, parquet, sqlite] = ['a.duckdb', 'a.parquet', 'a.sqlite'].map((name) => join(folder, name));
    const literal = (cell: string | undefined): string =>
      cell === undefined ? 'NULL' : `'${cell.replaceAll("'", "''")}'`;
    const tuples = rows.map((row) => `(${row.map(literal).join(',')})`).join(',');
    const insert = tuples === '' ? '' : `INSERT INTO "${table}" VALUES ${tuples};`;
    const instance = await DuckDBInstance.create(duckdb, { threads: '1' });
    const connection = await instance.connect();
    const types = columns.map(({ name, type }) => `"${name}" ${type}`);
    await connection.run(`CREATE TABLE "${table}" (${types.join(', ')}); ${insert}
      COPY "${table}" TO '${parquet ?? ''}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    const file = new DatabaseSync(sqlite ?? '');
    // SQLite has no decimals, dates or truth values: they are text there.
    const kinds = columns.map(({ name, type }) => {
      const kind = type === 'INTEGER' ? 'INTEGER' : type === 'DOUBLE' ? 'REAL' : 'TEXT';
      return `"${name}" ${kind}`;
    });
    file.exec(`CREATE TABLE "${table}" (${kinds.join(', ')}); ${insert}`);
    file.close();
    const read = async (path = '', name = ''): Promise<SourceFile> => sourceFile(name, await readFile(path));
    return [
      await read(duckdb, 'all.duckdb'),
      await read(duckdb, 'other.db'),
      await read(parquet, `${table}.parquet`),
      await read(sqlite, 'all.sqlite'),
      await read(sqlite, 'some.db'),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function workbook(table: string, columns: readonly HeldColumn[], rows: Rows): Uint8Array {
  const typed = (cell: string | undefined, type: HeldColumn['type'] | undefined): WorkbookCell => {
    if (cell === undefined) return undefined;
    if (type === 'INTEGER' || type === 'DOUBLE') return Number(cell);
    if (type === 'BOOLEAN') return cell === 'true';
    return type === 'DATE' || type === 'TIMESTAMP'
      ? new Date(`${cell.replace(' ', 'T')}Z`.replace(/^(\d{4}-\d{2}-\d{2})Z$/, '$1'))
      : cell;
  };
  return writeWorkbook({
    Notes: [['not a table']],
    [table]: [
      columns.map(({ name }) => name),
      ...rows.map((row) => row.map((cell, column) => typed(cell, columns[column]?.type))),
    ],
  });
}
