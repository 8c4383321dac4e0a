import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** One file of a sample delivery; the path is relative to the delivery's folder. */
export interface SampleFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Writes files below a folder, a few dozen at a time, and tells how many are done. */
export async function writeSampleFiles(
  folder: string,
  files: Iterable<SampleFile>,
  onWritten?: (done: number) => void,
): Promise<void> {
  const made = new Map<string, Promise<unknown>>();
  let pending: Promise<void>[] = [];
  let done = 0;
  for (const { path, content } of files) {
    const target = join(folder, path);
    const parent = dirname(target);
    const ready = made.get(parent) ?? mkdir(parent, { recursive: true });
    made.set(parent, ready);
    pending.push(ready.then(() => writeFile(target, content)));
    if (pending.length === 64) {
      await Promise.all(pending);
      done += pending.length;
      pending = [];
      onWritten?.(done);
    }
  }
  await Promise.all(pending);
  onWritten?.(done + pending.length);
}
