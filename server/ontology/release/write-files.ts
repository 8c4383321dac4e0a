import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MeridianError } from '../../errors.ts';

/**
 * Writes files into a folder, which is made where it is absent. Each is written beside its place and then moved there, so
 * that none is ever half. Throws `unreadable-source` where the folder cannot be written.
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  let temporary: string | undefined;
  try {
    await mkdir(folder, { recursive: true });
    temporary = await mkdtemp(join(folder, '.writing-'));
    for (const [name, text] of files) await writeFile(join(temporary, name), text);
    for (const name of files.keys()) await rename(join(temporary, name), join(folder, name));
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The folder cannot be written.', {
      place: { file: folder },
      advice: 'Name a folder that you may write to.',
      cause,
    });
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  }
}
