import type { SourceFile } from '../lifter.ts';
import type { Database, DatabaseRows } from './database.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { locate } from './table-location.ts';

/** A SQLite file of a delivery as a database; it is open only while rows are read. */
export class DeliveredDatabase implements Database {
  readonly name: string;
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.name = file.path;
    this.#file = file;
  }

  async rows(query: string): Promise<DatabaseRows> {
    await using stack = new AsyncDisposableStack();
    const { path } = stack.use(await locate(this.#file));
    const database = new SqliteDatabase(path, this.name);
    stack.defer(() => database.close());
    const { columns, rows } = await database.rows(query);
    return { columns, rows: rowsOf(rows, stack.move()) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

async function* rowsOf<Row>(rows: AsyncIterable<Row>, opened: AsyncDisposable): AsyncGenerator<Row> {
  try {
    yield* rows;
  } finally {
    await opened[Symbol.asyncDispose]();
  }
}
