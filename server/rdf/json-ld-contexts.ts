import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { MeridianError } from '../errors.ts';

/** JSON-LD contexts that come with the project, by the address under which documents name them. */
export type JsonLdContexts = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * Reads the contexts of a folder: `contexts.yaml` says which address is which file. Throws `bad-mapping` with the file
 * for what is not there or is no context. A folder without `contexts.yaml` has none.
 */
export function loadJsonLdContexts(folder: string): JsonLdContexts {
  const table = join(folder, 'contexts.yaml');
  if (!existsSync(table)) return new Map();
  const entries = Object.entries((parse(readFileSync(table, 'utf8')) ?? {}) as Record<string, unknown>);
  return new Map(entries.map(([address, file]) => [address, readContext(join(folder, String(file)))]));
}

function readContext(file: string): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new MeridianError('bad-mapping', 'A JSON-LD context cannot be read.', { place: { file }, cause });
  }
  if (typeof document !== 'object' || document === null || !('@context' in document)) {
    throw new MeridianError('bad-mapping', 'The file holds no @context.', { place: { file } });
  }
  return document;
}
