import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the public suites, profiles and data that tests read; beside the project, or where MERIDIAN_SHARED says. */
const folder = resolve(
  process.env['MERIDIAN_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', 'shared'),
);

/** The absolute path of something in the shared folder; undefined where it is absent. */
export function shared(path: string): string | undefined {
  const absolute = join(folder, path);
  return existsSync(absolute) ? absolute : undefined;
}

/** For the `skip` option of a test: false where the data are there, else the reason that is printed. */
export function skipUnless(path: string): string | false {
  return shared(path) === undefined ? `${join(folder, path)} is absent` : false;
}
