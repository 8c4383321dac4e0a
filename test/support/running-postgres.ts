import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres } from './ensure-postgres.ts';
import { freePorts } from './running-demo.ts';

/** A PostgreSQL of a test's own. */
export interface RunningPostgres {
  /** `postgresql://meridian:password@127.0.0.1:port/postgres`; the role may do everything. */
  readonly url: string;
  /** Ends the server and removes its data; a second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL on a free loopback port, with a throw-away cluster in a temporary folder: UTF-8, C collation,
 * not synced to disk. As root it runs as an unprivileged user, since PostgreSQL refuses root. It ends with `stop`, or
 * with the process, however that ends.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const programs = ensurePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'meridian-postgres-'));
  try {
    const identity = unprivileged();
    const password = randomBytes(12).toString('hex');
    for (let attempt = 1; ; attempt += 1) {
      initialise(programs, folder, password, identity);
      const port = await freePorts(1);
      const server = await start(programs, folder, port, identity);
      if (typeof server === 'object')
        return {
          url: `postgresql://meridian:${password}@127.0.0.1:${port}/postgres`,
          stop: stopper(server),
        };
      // Another process may have taken the port in the meantime.
      if (attempt === 3 || !server.includes('could not bind')) throw new Error(server);
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Whom the server runs as, where this process is root: the user of the package, or nobody. */
function unprivileged(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, user]).stdout.toString().trim());
    if (uid !== undefined && uid !== '' && gid !== undefined && gid !== '')
      return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

function initialise(programs: string, folder: string, password: string, identity?: Identity): void {
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (identity !== undefined)
    for (const path of [folder, secret]) chownSync(path, identity.uid, identity.gid);
  chmodSync(folder, 0o700);
  const options = ['-U', 'meridian', '-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256', '--no-sync'];
  const { status, stderr } = spawnSync(
    join(programs, 'initdb'),
    ['-D', join(folder, 'data'), `--pwfile=${secret}`, ...options],
    { cwd: folder, ...identity, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

/** Outlives signals, so that the server ends however this process does: `cat` waits for the end of its input. */
const guard = [
  `trap '' INT TERM`,
  'exec 3<&0; folder=$1; shift',
  '"$@" & server=$!',
  '(cat <&3 > /dev/null; kill -INT $server 2> /dev/null) & watch=$!',
  'wait $server',
  'kill -KILL $watch 2> /dev/null',
  'rm -rf "$folder"',
].join('\n');

/** The server once it takes connections, or what it complains of. */
async function start(
  programs: string,
  folder: string,
  port: number,
  identity?: Identity,
): Promise<ChildProcess | string> {
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'lc_messages=C'];
  const command = [
    join(programs, 'postgres'),
    ...['-D', join(folder, 'data'), '-h', '127.0.0.1', '-p', String(port), '-k', folder],
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  const child = spawn('sh', ['-c', guard, 'postgres', folder, ...command], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...identity,
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000);
      if (output.includes('ready to accept connections')) resolve(child);
    });
    child.on('error', reject);
    child.on('exit', () => {
      resolve(output);
    });
  });
}

function stopper(server: ChildProcess): () => Promise<void> {
  // A test that forgets it does not hang.
  server.unref();
  for (const stream of [server.stdin, server.stderr]) if (stream instanceof Socket) stream.unref();
  return async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.ref();
    const ended = once(server, 'exit');
    // Fast shutdown: open connections are cut off.
    server.stdin?.end();
    await ended;
  };
}
