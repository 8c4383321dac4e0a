import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MeridianError } from '../errors.ts';

/** Absolute path of a file to the text that is read instead of it: an edit that is tried before it is saved. */
export type FileOverlay = ReadonlyMap<string, string>;

const nothing: FileOverlay = new Map();

/** An overlay that has every file there is: nothing is read from the disk, whatever was saved there since. */
export class CompleteOverlay extends Map<string, string> {}

/**
 * The paths of a folder's files with this ending, those that only the overlay has among them, in order of names.
 * Throws MeridianError 'unreadable-source' for a folder that is neither there nor in the overlay.
 */
export function listFiles(folder: string, ending: string, overlay: FileOverlay = nothing): readonly string[] {
  const own = resolve(folder);
  const added = [...overlay.keys()].filter((file) => dirname(file) === own).map((file) => basename(file));
  const isAllThere = overlay instanceof CompleteOverlay || (added.length > 0 && !existsSync(folder));
  const names = isAllThere ? [] : readable(folder, () => readdirSync(folder));
  return [...new Set([...names, ...added])]
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

/** Whether a folder is there, or would be with the overlay. */
export function hasFolder(folder: string, overlay: FileOverlay = nothing): boolean {
  const own = resolve(folder);
  return isOnDisk(folder, overlay) || [...overlay.keys()].some((file) => dirname(file) === own);
}

/** Whether a file is there, or would be with the overlay. */
export function hasFile(file: string, overlay: FileOverlay = nothing): boolean {
  return overlay.has(resolve(file)) || isOnDisk(file, overlay);
}

function isOnDisk(path: string, overlay: FileOverlay): boolean {
  return !(overlay instanceof CompleteOverlay) && existsSync(path);
}

/** The text of a file as UTF-8, out of the overlay where it has one. Throws MeridianError 'unreadable-source'. */
export function readText(file: string, overlay: FileOverlay = nothing): string {
  const text = overlay.get(resolve(file));
  if (text !== undefined) return text;
  if (overlay instanceof CompleteOverlay) {
    throw new MeridianError('unreadable-source', `${basename(file)} is not there.`, { place: { file } });
  }
  return readable(file, () => readFileSync(file, 'utf8'));
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is no folder',
  EISDIR: 'is a folder, and a file is wanted',
  EACCES: 'may not be read by this user',
};

function readable<Read>(path: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new MeridianError('unreadable-source', `${basename(path)} ${reasons[code] ?? 'cannot be read'}.`, {
      place: { file: path },
      advice: 'Put it right, or name the folder that holds the files of the project.',
      cause: error,
    });
  }
}
