import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Parser } from 'n3';
import { MeridianError } from '../../errors.ts';

/**
 * Throws `unreadable-source` with the reason and what was made of the file where the text of an import would not be read again by whoever
 * loads the ontology next.
 */
export function assertReadable(text: string, file: string): void {
  try {
    new Parser({ format: 'text/turtle' }).parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const line = Number(/ on line ([0-9]+)/.exec(reason)?.[1] ?? Number.NaN);
    // The line is one of the text that was made, and not of the file.
    const said = text.split('\n')[line - 1]?.trim() ?? '';
    throw new MeridianError(
      'unreadable-source',
      `The file says what Turtle cannot hold: ${reason.replace(/ on line [0-9]+\.?$/, '')}.${said === '' ? '' : ` Made of it: ${said.slice(0, 300)}`}`,
      { place: { file }, advice: 'Correct the names of that term in the file; nothing was changed.', cause },
    );
  }
}

/** Writes an import beside its place and moves it there. Throws `unreadable-source` where that cannot be. */
export async function writeImport(target: string, text: string): Promise<void> {
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The import cannot be written.', {
      place: { file: target },
      advice: 'The folder imports must be writable; nothing was changed.',
      cause,
    });
  } finally {
    await rm(temporary, { force: true });
  }
}
