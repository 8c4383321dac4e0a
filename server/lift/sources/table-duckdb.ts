import type { Column } from './table-duckdb-engine.ts';
import { openDuckDb, quotedName } from './table-duckdb-engine.ts';
import type { OpenHolders } from './table-format.ts';
import type { TableHolder } from './table-rows.ts';

/** The tables and views of a DuckDB file, of all its schemas; rows are in the order in which they lie there. */
export const openDuckDbTables: OpenHolders = async (file, { decimal, keep }) => {
  const database = keep(await openDuckDb(file, 'database', decimal));
  const listed = await database.query(
    `SELECT table_schema, table_name, column_name, data_type
      FROM information_schema.columns
      WHERE table_catalog = current_database()
      ORDER BY table_schema, table_name, ordinal_position`,
  );
  const tables = new Map<string, { schema: string; name: string; columns: Column[] }>();
  for (const [schema = '', name = '', column = '', type = ''] of listed) {
    const key = JSON.stringify([schema, name]);
    const table = tables.get(key) ?? { schema, name, columns: [] };
    table.columns.push({ name: column, type });
    tables.set(key, table);
  }
  return [...tables.values()].map(({ schema, name, columns }): TableHolder => {
    const table = schema === 'main' ? name : `${schema}.${name}`;
    const relation = `${quotedName(schema)}.${quotedName(name)}`;
    return { name, file, table, open: () => database.rows(relation, columns) };
  });
};
