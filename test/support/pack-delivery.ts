import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack, type Header } from 'tar-stream';

type EntryHeader = Partial<Header> & Pick<Header, 'name'>;

/** An entry of an archive: a text at a path, or any header with its content. */
export type PackedEntry = readonly [path: string | EntryHeader, content: string | Uint8Array];

/** A tar of these entries, in their order; equal entries give equal bytes. */
export async function packEntries(entries: readonly PackedEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const archive = pack();
  const packed = buffer(archive);
  for (const [path, content] of entries) {
    const header = typeof path === 'string' ? { name: path } : path;
    archive.entry({ mtime: new Date(0), ...header }, Buffer.from(content));
  }
  archive.finalize();
  return new Uint8Array(await packed);
}

/** A tar of a folder, files in the order of their names. */
export function packFolder(folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return packEntries(files.map((file) => [file, readFileSync(join(folder, file))] as const));
}
