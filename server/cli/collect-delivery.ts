import { parseDocument } from 'yaml';
import { isAddress } from '../lift/collect/is-address.ts';
import type { SourceFile } from '../lift/lifter.ts';

/** Fetches what stands behind an address, for a source. */
export type CollectFor = (source: string, address: string) => Promise<readonly SourceFile[]>;

export interface CollectedDelivery {
  /** The `delivery.yaml` to send: it names files where the given one names addresses, whose passwords stay here. */
  readonly description: Uint8Array;
  readonly files: readonly SourceFile[];
}

/**
 * Fetches the addresses that a `delivery.yaml` names for its sources. Nothing where it names none, or cannot be read: the
 * node says what is wrong with it.
 */
export async function collectDelivery(
  description: Uint8Array,
  collect: CollectFor,
): Promise<CollectedDelivery | undefined> {
  const document = parseDocument(new TextDecoder().decode(description));
  if (document.errors.length > 0) return undefined;
  const { sources } = (document.toJS() ?? {}) as { readonly sources?: unknown };
  if (!Array.isArray(sources)) return undefined;
  const files: SourceFile[] = [];
  let folders = 0;
  for (const [index, each] of sources.entries()) {
    const { source, files: patterns } = (each ?? {}) as {
      readonly source?: unknown;
      readonly files?: unknown;
    };
    if (typeof source !== 'string' || !Array.isArray(patterns)) continue;
    for (const [at, pattern] of patterns.entries()) {
      if (typeof pattern !== 'string' || !isAddress(pattern)) continue;
      const folder = `collected/${source}-${++folders}`;
      for (const file of await collect(source, pattern))
        files.push({ ...file, path: `${folder}/${file.path}` });
      document.setIn(['sources', index, 'files', at], `${folder}/**`);
    }
  }
  if (folders === 0) return undefined;
  // JSON is YAML too, and has no comments: an address in one would go along.
  return { description: Buffer.from(JSON.stringify(document.toJS())), files };
}
