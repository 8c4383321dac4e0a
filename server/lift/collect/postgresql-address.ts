import { MeridianError } from '../../errors.ts';
import type { ClientConfig } from 'pg';

/** What an address says: where the database is, who asks, and which schema is meant. */
export interface PostgresqlAddress {
  readonly client: ClientConfig;
  readonly schema: string;
  /** Milliseconds that one table may take. */
  readonly timeout: number;
  /** The address without name and password: `postgresql://host:5432/db`. */
  readonly shown: string;
}

const parameters = ['schema', 'sslmode', 'timeout'];
/** Seconds that one table may take. */
const defaultTimeout = 3600;

/**
 * Reads `postgresql://user:password@host:5432/db?schema=cdm&sslmode=disable&timeout=600`. Without a password the driver
 * takes PGPASSWORD or ~/.pgpass. The connection is encrypted and its certificate checked, unless the host is this machine
 * or `sslmode` says otherwise (`disable`, or `require` for one that nobody signed). Throws 'bad-request'.
 */
export function readPostgresqlAddress(url: URL): PostgresqlAddress {
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const database = decodeURIComponent(url.pathname.slice(1));
  const shown = `postgresql://${url.host}${url.pathname}`;
  const bad = (message: string, advice: string): MeridianError =>
    new MeridianError('bad-request', message, { place: { file: shown }, advice });
  if (host === '' || database === '')
    throw bad(
      'The address names no host or no database.',
      'Write postgresql://user@host:5432/database?schema=cdm.',
    );
  const unknown = [...url.searchParams.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined)
    throw bad(`The address has an unknown parameter ${unknown}.`, `Known are ${parameters.join(', ')}.`);
  const timeout = Number(url.searchParams.get('timeout') ?? defaultTimeout);
  if (!(timeout > 0 && timeout < 1e6))
    throw bad('The timeout is no number of seconds.', 'Write timeout=600 for ten minutes.');
  return {
    shown,
    schema: url.searchParams.get('schema') ?? 'public',
    timeout: timeout * 1000,
    client: {
      host,
      database,
      port: Number(url.port === '' ? 5432 : url.port),
      ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
      ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
      ssl: encryption(url.searchParams.get('sslmode'), host, bad),
      application_name: 'meridian',
      connectionTimeoutMillis: 15_000,
    },
  };
}

function encryption(
  mode: string | null,
  host: string,
  bad: (message: string, advice: string) => MeridianError,
): ClientConfig['ssl'] {
  if (mode === 'disable') return false;
  if (mode === 'require') return { rejectUnauthorized: false };
  if (mode === 'verify-full') return true;
  if (mode !== null) throw bad('The sslmode is not known.', 'Use verify-full, require or disable.');
  return !(host === 'localhost' || host === '::1' || host.startsWith('127.') || host.startsWith('/'));
}
