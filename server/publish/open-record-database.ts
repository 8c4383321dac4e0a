import { DatabaseSync } from 'node:sqlite';
import { MeridianError } from '../errors.ts';
import { recordMigrations } from './record-migrations.ts';

/**
 * Opens `record.sqlite`, made or brought forward to the newest schema. Every commit reaches the disk before it
 * returns (write-ahead log, synchronous FULL).
 */
export function openRecordDatabase(file: string): DatabaseSync {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5000 });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(database, file);
  } catch (cause) {
    if (cause instanceof MeridianError) throw cause;
    throw new MeridianError('internal', 'The record of submissions cannot be opened.', {
      place: { file },
      advice: 'Check that the data folder exists and is writable, or restore the file from a backup.',
      cause,
    });
  }
  return database;
}

function migrate(database: DatabaseSync, file: string): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;',
  );
  const row = database.prepare('SELECT max(version) AS version FROM schema_version').get();
  const version = Number(row?.['version'] ?? 0);
  if (version > recordMigrations.length) {
    throw new MeridianError('internal', `The record was written by a newer release (schema ${version}).`, {
      place: { file },
      advice: 'Run the newer release, or restore a backup from before the upgrade.',
    });
  }
  for (const [index, migration] of recordMigrations.entries()) {
    if (index < version) continue;
    inTransaction(database, () => {
      database.exec(migration);
      database
        .prepare('INSERT INTO schema_version (version, at) VALUES (?, ?)')
        .run(index + 1, new Date().toISOString());
    });
  }
}

/** All of `work` or none of it; durable when this returns. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A failed COMMIT may have rolled back already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
