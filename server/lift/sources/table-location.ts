import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceFile } from '../lifter.ts';

/** A file where an engine can open it: where it lies, or a copy that goes when this is disposed of. */
export interface TableLocation extends AsyncDisposable {
  readonly path: string;
}

export async function locate(file: SourceFile): Promise<TableLocation> {
  if (file.location !== undefined) {
    return { path: file.location, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), 'meridian-table-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'table');
  try {
    // Patients' data: for this user alone.
    await writeFile(path, file.stream?.() ?? (await file.read()), { mode: 0o600 });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}
