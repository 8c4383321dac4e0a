import { existsSync } from 'node:fs';
import { MeridianError } from '../errors.ts';
import type { Database } from '../lift/sources/database.ts';
import { PostgresqlDatabase } from '../lift/sources/postgresql-database.ts';
import { SqliteDatabase } from '../lift/sources/sqlite-database.ts';

/** The database that mappings over SQL read: `postgresql://…`, or a SQLite file. The address is never shown. */
export function openDatabase(address: string): Database {
  if (/^postgres(?:ql)?:\/\//i.test(address)) return new PostgresqlDatabase(address);
  if (existsSync(address)) return new SqliteDatabase(address);
  throw new MeridianError(
    'bad-request',
    'The database is neither an address of PostgreSQL nor a SQLite file.',
    {
      advice:
        'Write postgresql://role@host/database, with the password in PGPASSWORD, or the path of a file.',
    },
  );
}
