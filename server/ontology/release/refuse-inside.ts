import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { MeridianError } from '../../errors.ts';

/**
 * Throws `bad-request` where a folder to write to is one of some folders or lies in one: what is written there would be
 * read as a part of what it was made of. Links are followed, as far as the path exists.
 */
export function refuseInside(out: string, folders: readonly string[]): void {
  const target = realPath(resolve(out));
  for (const folder of folders) {
    const path = relative(realPath(resolve(folder)), target);
    if (path.split(/[/\\]/)[0] === '..' || isAbsolute(path)) continue;
    throw new MeridianError(
      'bad-request',
      `A release cannot be written into ${folder}, which it is made of.`,
      {
        place: { file: out },
        advice: 'Name a folder beside those of the ontology, like --out release.',
      },
    );
  }
}

/** The path without links; of what does not exist yet, that of the nearest folder above with the rest. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPath(above), basename(path));
}
