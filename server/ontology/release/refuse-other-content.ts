import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeridianError } from '../../errors.ts';
import type { Release } from './build-release.ts';
import type { SnapshotDifference } from './diff/compare-snapshots.ts';

/**
 * Throws `bad-ontology` where the release before has the number of this one and says something else: an address of a
 * release stands for one content, for good. Where the release before is OWL 2 DL only, what that can say is compared.
 */
export function refuseSameNumber({ before, after, same }: SnapshotDifference, file: string): void {
  if (before.release !== after.release) return;
  const isSameContent =
    before.hash === undefined || after.hash === undefined ? same : before.hash === after.hash;
  if (isSameContent) return;
  throw new MeridianError(
    'bad-ontology',
    `Release ${before.release} exists already, with other statements (${before.hash ?? 'OWL 2 DL'}).`,
    { place: { file }, advice: 'Give this one another owl:versionInfo, owl:versionIRI and dct:issued.' },
  );
}

/** Throws `bad-request` where a folder holds a release of this number with another hash, or a manifest of something else. */
export function refuseOverwriting(folder: string, { header, hash }: Pick<Release, 'header' | 'hash'>): void {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return;
  const held = readManifest(file);
  if (held !== undefined && (held.release !== header.release || held.hash === hash)) return;
  throw new MeridianError(
    'bad-request',
    held === undefined
      ? 'The folder holds a manifest.json that is none of a release.'
      : `The folder holds release ${held.release} with other statements (${held.hash}).`,
    {
      place: { file },
      advice:
        'Give this one another owl:versionInfo, name another folder, or overwrite it with --force where nobody has it yet.',
    },
  );
}

function readManifest(file: string): { readonly release: string; readonly hash: string } | undefined {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null || !('release' in read) || !('hash' in read))
    return undefined;
  const { release, hash } = read;
  return typeof release === 'string' && typeof hash === 'string' ? { release, hash } : undefined;
}
