import type { DuckDbFile } from './table-duckdb-engine.ts';
import { openDuckDb } from './table-duckdb-engine.ts';
import type { OpenHolders } from './table-format.ts';
import { tableNameOf } from './table-name.ts';

/** A Parquet file is one table, named as the file. It is opened when it is first read, and then stays open. */
export const openParquetTables: OpenHolders = (file, { decimal, keep }) => {
  let opened: Promise<DuckDbFile> | undefined;
  const open = async (): Promise<DuckDbFile> => keep(await openDuckDb(file, 'parquet', decimal));
  return Promise.resolve([
    {
      name: tableNameOf(file.path),
      file,
      open: async () => {
        const parquet = await (opened ??= open());
        const relation = `read_parquet(${parquet.quotedPath})`;
        const described = await parquet.query(`DESCRIBE SELECT * FROM ${relation}`);
        const columns = described.map(([column = '', type = '']) => ({ name: column, type }));
        return parquet.rows(relation, columns);
      },
    },
  ]);
};
