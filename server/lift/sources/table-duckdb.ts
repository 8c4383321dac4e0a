import type { Column } from './table-duckdb-engine.ts';
import { openDuckDb, quotedName } from './table-duckdb-engine.ts';
import { viewRefused } from './table-failure.ts';
import type { OpenHolders } from './table-format.ts';
import type { TableHolder } from './table-rows.ts';

/** The tables of a DuckDB file, of all its schemas, in the order of their rows. Views are refused: they may never end. */
export const openDuckDbTables: OpenHolders = async (file, { decimal, keep }) => {
  const database = keep(await openDuckDb(file, 'database', decimal));
  const listed = await database.query(
    `SELECT schema_name, table_name, column_name, data_type
      FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (database_name, schema_name, table_name)
      WHERE database_name = current_database() AND NOT internal
      ORDER BY schema_name, table_name, column_index`,
  );
  const views = await database.query(
    `SELECT schema_name, view_name FROM duckdb_views()
      WHERE database_name = current_database() AND NOT internal ORDER BY ALL`,
  );
  const tables = new Map<string, { schema: string; name: string; columns: Column[] }>();
  for (const [schema = '', name = '', column = '', type = ''] of listed) {
    const key = JSON.stringify([schema, name]);
    const table = tables.get(key) ?? { schema, name, columns: [] };
    table.columns.push({ name: column, type });
    tables.set(key, table);
  }
  const held = [...tables.values()].map(({ schema, name, columns }): TableHolder => {
    const table = within(schema, name);
    const relation = `${quotedName(schema)}.${quotedName(name)}`;
    return { name, file, table, open: () => database.rows(relation, columns) };
  });
  const refused = views.map(([schema = '', name = '']): TableHolder => {
    const table = within(schema, name);
    return { name, file, table, open: () => Promise.reject(viewRefused(file, table)) };
  });
  return [...held, ...refused];
};

function within(schema: string, name: string): string {
  return schema === 'main' ? name : `${schema}.${name}`;
}
