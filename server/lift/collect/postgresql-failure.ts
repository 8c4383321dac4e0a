import { MeridianError } from '../../errors.ts';
import type { PostgresqlAddress } from './postgresql-address.ts';

/** What to say of a failure, by SQLSTATE (PostgreSQL, appendix A) or by the code of the system. */
const known: Readonly<Record<string, readonly [message: string, advice: string]>> = {
  '28P01': ['The database refuses the password.', 'Check user and password, or PGPASSWORD, or ~/.pgpass.'],
  '28000': ['The database does not let this user in.', 'Ask its administrator for a line in pg_hba.conf.'],
  '3D000': [
    'There is no such database on the server.',
    'Check the name behind the last slash of the address.',
  ],
  '42501': [
    'The user may not read this table.',
    'GRANT USAGE ON SCHEMA and SELECT ON ALL TABLES to the user.',
  ],
  '57014': ['The table took longer than is allowed.', 'Add timeout=SECONDS to the address.'],
  '53300': ['The database has too many connections.', 'Try again later; two connections are needed.'],
  ECONNREFUSED: ['Nothing listens there.', 'Check host and port, and that PostgreSQL runs.'],
  ENOTFOUND: ['There is no such host.', 'Check the name of the host.'],
  ETIMEDOUT: ['The host does not answer.', 'Check host and port, and the firewall between.'],
  ECONNRESET: ['The connection broke.', 'Try again.'],
};

/**
 * A failure of the database as the reader can mend it. What the server or driver says itself is left out: it may quote
 * cells, and names of users.
 */
export function postgresqlFailure(error: unknown, address: PostgresqlAddress, table?: string): MeridianError {
  if (error instanceof MeridianError) return error;
  const text = error instanceof Error ? error.message : '';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [message, advice] = known[code] ??
    fromText(text) ?? [
      `The database failed${/^[0-9A-Z]{5}$/.test(code) ? ` (SQLSTATE ${code})` : ''}.`,
      'Look into the log of the database.',
    ];
  return new MeridianError('unreadable-source', message, {
    place: { file: address.shown, ...(table === undefined ? {} : { table }) },
    advice,
  });
}

/** What the driver says without a code. */
function fromText(text: string): readonly [message: string, advice: string] | undefined {
  if (/password must be a string|no password/i.test(text))
    return [
      'The database asks for a password.',
      'Set PGPASSWORD, or write it into ~/.pgpass or the address.',
    ];
  if (/does not support SSL/i.test(text))
    return ['The server does not encrypt.', 'Add sslmode=disable to the address if the network is your own.'];
  if (/certificate|self.signed|altnames/i.test(text))
    return ['The certificate of the server cannot be checked.', 'Name its authority in NODE_EXTRA_CA_CERTS.'];
  if (/timeout expired|timed? ?out/i.test(text)) return known['ETIMEDOUT'];
  return /terminated|closed/i.test(text) ? known['ECONNRESET'] : undefined;
}
