import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { MeridianError } from '../errors.ts';
import type { SourceFile } from '../lift/lifter.ts';

/** The files at these paths; folders give all files below them but hidden ones, in order of their names. */
export async function readFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new MeridianError('unreadable-source', 'There is no such file or folder.', {
        place: { file: path },
        cause,
      });
    });
    if (!found.isDirectory()) {
      files.push(sourceFile(path));
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const below = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name));
    files.push(...below.sort().map(sourceFile));
  }
  return files;
}

function sourceFile(path: string): SourceFile {
  return {
    path: path.split(sep).join('/'),
    read: async () => {
      try {
        return await readFile(path);
      } catch (cause) {
        throw new MeridianError('unreadable-source', 'The file cannot be read.', {
          place: { file: path },
          cause,
        });
      }
    },
  };
}
