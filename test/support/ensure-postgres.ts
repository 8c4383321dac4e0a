import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const packages = '/usr/lib/postgresql';
/** Where Debian's package is told not to start a server of its own when it is installed. */
const [settings, quiet] = ['/etc/postgresql-common/createcluster.d', 'no-cluster.conf'];

/**
 * The folder with `postgres` and `initdb`; installed from Debian's packages where it is missing, as root or by sudo.
 * Throws where that fails.
 */
export function ensurePostgres(): string {
  const found = findPostgres();
  if (found !== undefined) return found;
  console.log('PostgreSQL is missing; installing it with apt-get');
  run(['mkdir', '-p', settings]);
  run(['sh', '-c', `echo 'create_main_cluster = false' > ${join(settings, quiet)}`]);
  try {
    run(['apt-get', 'update', '-q']);
    run(['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'postgresql']);
  } finally {
    run(['rm', '-f', join(settings, quiet)]);
  }
  const installed = findPostgres();
  if (installed === undefined) throw new Error('postgresql was installed but is not where it was expected');
  return installed;
}

/** The newest release of Debian's packages, or what stands in the path; `MERIDIAN_POSTGRES` names another folder. */
function findPostgres(): string | undefined {
  const releases = existsSync(packages) ? readdirSync(packages).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    process.env['MERIDIAN_POSTGRES'],
    ...releases.map((release) => join(packages, release, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find(
    (folder) =>
      folder !== undefined &&
      folder !== '' &&
      existsSync(join(folder, 'postgres')) &&
      existsSync(join(folder, 'initdb')),
  );
}

function run(command: readonly string[]): void {
  const words = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const [program = '', ...rest] = words;
  const { status } = spawnSync(program, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0)
    throw new Error(`${command.join(' ')} failed; install postgresql by hand, or set MERIDIAN_POSTGRES`);
}
