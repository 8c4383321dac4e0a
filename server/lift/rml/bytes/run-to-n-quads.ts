import type { Mapping, TriplesMap } from '../mapping.ts';
import type { NQuadsOptions } from './byte-engine.ts';
import { ByteEngine } from './byte-engine.ts';
import { compileTable, tableOf } from './compile-table.ts';
import { flushSize, runTable } from './run-table.ts';

/** Takes N-Quads, whole lines; the bytes are used again when it returns, or when its promise is fulfilled. */
export type WriteBytes = (lines: Uint8Array) => void | Promise<void>;

/** How many triples maps went which way. */
export interface NQuadsRun {
  readonly inBytes: number;
  readonly byRecord: number;
}

/**
 * Runs a mapping and writes what it makes as N-Quads, in flat memory: the same quads as `runMapping` gives. RDF is a
 * set; a line is written again where rows say the same. Triples maps over flat tables run as closures that copy bytes,
 * and each table is read once for all of them; what cannot be done so runs record by record. Throws 'bad-mapping'.
 */
export async function runToNQuads(
  mapping: Mapping,
  options: NQuadsOptions,
  write: WriteBytes,
): Promise<NQuadsRun> {
  const engine = new ByteEngine(mapping, options);
  const { run, out } = engine;
  const flush = async (): Promise<void> => {
    if (out.at > 0) await write(out.bytes.subarray(0, out.at));
    out.empty();
  };
  const tables = Map.groupBy(run.bySource(), ([map]) => (map === undefined ? '' : tableOf(map.source).key));
  const ways = { inBytes: 0, byRecord: 0 };
  for (const views of tables.values()) {
    const { compiled, rest } = await compileTable(views, engine);
    if (compiled !== undefined) await runTable(compiled, engine, flush);
    for (const maps of rest) await run.runMaps(maps, () => (out.at > flushSize ? flush() : undefined));
    await flush();
    ways.byRecord += countMaps(rest);
    ways.inBytes += countMaps(views) - countMaps(rest);
  }
  return ways;
}

function countMaps(views: readonly (readonly TriplesMap[])[]): number {
  return views.reduce((sum, maps) => sum + maps.length, 0);
}
