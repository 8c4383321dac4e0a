import type { Value } from './record-source.ts';

/** The answer of a query: the names of its columns, and its rows, a value or nothing (NULL) per column. */
export interface DatabaseRows {
  readonly columns: readonly string[];
  /** May be left before their end. Throws MeridianError 'unreadable-source' where the database breaks off. */
  readonly rows: AsyncIterable<readonly (Value | undefined)[]>;
}

/**
 * A relational database that may be read (port). Whoever lifts brings it: no address and no password stands in a
 * mapping.
 */
export interface Database {
  /** How places name it; never its address. */
  readonly name: string;
  /**
   * Runs one query that only reads. Values have the natural datatypes of R2RML 10.2. Throws MeridianError
   * 'unreadable-source' where the database refuses it, without any value of the data.
   */
  rows(query: string): Promise<DatabaseRows>;
  /** Ends its connections; a second call does nothing. */
  close(): Promise<void>;
}
