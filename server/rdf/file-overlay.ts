import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Absolute path of a file to the text that is read instead of it: an edit that is tried before it is saved. */
export type FileOverlay = ReadonlyMap<string, string>;

const nothing: FileOverlay = new Map();

/**
 * The paths of a folder's files with this ending, those that only the overlay has among them, in order of names.
 * Throws what `readdirSync` throws for a folder that is neither there nor in the overlay.
 */
export function listFiles(folder: string, ending: string, overlay: FileOverlay = nothing): readonly string[] {
  const own = resolve(folder);
  const added = [...overlay.keys()].filter((file) => dirname(file) === own).map((file) => basename(file));
  const names = added.length > 0 && !existsSync(folder) ? [] : readdirSync(folder);
  return [...new Set([...names, ...added])]
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

/** Whether a folder is there, or would be with the overlay. */
export function hasFolder(folder: string, overlay: FileOverlay = nothing): boolean {
  const own = resolve(folder);
  return existsSync(folder) || [...overlay.keys()].some((file) => dirname(file) === own);
}

/** The text of a file as UTF-8, out of the overlay where it has one. Throws what `readFileSync` throws. */
export function readText(file: string, overlay: FileOverlay = nothing): string {
  return overlay.get(resolve(file)) ?? readFileSync(file, 'utf8');
}
