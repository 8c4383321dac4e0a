import { MeridianError, withPlace } from '../../errors.ts';
import type { Origin } from '../lifter.ts';
import type { Database, DatabaseRows } from './database.ts';
import type { RecordSource, SourceRecord, Value } from './record-source.ts';
import { lexicalOf, noValues, Slots } from './record-source.ts';
import { adviceOn } from './table-records.ts';
import { bareQuery, columnNamed, tableQueries } from './sql-names.ts';

/** What is read of a database: a table or view by its name, or the answer of a query. */
export type SqlReading = { readonly table: string } | { readonly query: string };

export interface SqlOptions {
  /** Values that mean "no value", besides NULL. */
  readonly nulls: readonly string[];
  readonly failure: (error: MeridianError) => void;
}

class Row implements SourceRecord {
  readonly origin: Origin;
  readonly #cells: readonly (Value | undefined)[];
  readonly #columns: readonly number[];
  readonly #nulls: ReadonlySet<string>;

  constructor(
    origin: Origin,
    cells: readonly (Value | undefined)[],
    columns: readonly number[],
    nulls: ReadonlySet<string>,
  ) {
    this.origin = origin;
    this.#cells = cells;
    this.#columns = columns;
    this.#nulls = nulls;
  }

  read(slot: number): readonly Value[] {
    const cell = this.#cells[this.#columns[slot] ?? -1];
    return cell === undefined || (this.#nulls.size > 0 && this.#nulls.has(lexicalOf(cell)))
      ? noValues
      : [cell];
  }
}

/**
 * The rows of a table or query (R2RML logical tables, RML-IO `rml:SQL2008Table` and `rml:SQL2008Query`): a reference
 * is a column, NULL is no value, values have their natural datatypes. Rows stream. What the database refuses, and a
 * column that is not there, is reported as 'unreadable-source'.
 */
export function openSql(
  reading: SqlReading,
  database: Database | undefined,
  { nulls, failure }: SqlOptions,
): RecordSource {
  const slots = new Slots();
  const noValue = new Set(nulls);
  const place = (): Origin => ({
    file: database?.name ?? 'database',
    ...('table' in reading ? { table: reading.table } : {}),
  });
  return {
    reference: (column) => slots.of(column),
    place: (column) => ({ reference: column }),
    async *records() {
      try {
        if (database === undefined) throw noDatabase();
        const answer = await rowsOf(reading, database);
        const columns = columnsOf(answer.columns, slots.expressions);
        let row = 0;
        for await (const cells of answer.rows)
          yield new Row({ ...place(), row: ++row }, cells, columns, noValue);
      } catch (error) {
        if (!(error instanceof MeridianError)) throw error;
        failure(withPlace(error, place()));
      }
    },
  };
}

async function rowsOf(reading: SqlReading, database: Database): Promise<DatabaseRows> {
  if ('query' in reading) return database.rows(bareQuery(reading.query));
  let first: unknown;
  for (const query of tableQueries(reading.table)) {
    try {
      return await database.rows(query);
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

function columnsOf(names: readonly string[], wanted: readonly string[]): number[] {
  const known = new Set(wanted.map((reference) => reference.toLowerCase()));
  return wanted.map((reference) => {
    const column = columnNamed(names, reference);
    if (column !== undefined) return column;
    throw new MeridianError(
      'unreadable-source',
      `The table or query has not exactly one column "${reference}".`,
      {
        place: { column: reference },
        advice: `${adviceOn(names, (name) => known.has(name.toLowerCase()))} A name in quotes is read letter by letter.`,
      },
    );
  });
}

function noDatabase(): MeridianError {
  return new MeridianError('unreadable-source', 'The mapping reads a database, and none was given.', {
    advice: 'A mapping names no connection: give the database to the lifting.',
  });
}
