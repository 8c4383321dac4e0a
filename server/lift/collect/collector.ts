import type { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';

export interface CollectOptions {
  /** Names of the tables that are wanted of a database; all that the sources read. */
  readonly tables: readonly string[];
  /** Told of what could not be fetched; the rest is fetched all the same. */
  readonly failure: (error: MeridianError) => void;
  readonly fetch: typeof fetch;
  /** Variables of the environment, which may hold tokens. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Ends whatever is still open; aborted when all files are read, or when nobody wants them any more. */
  readonly signal: AbortSignal;
}

/**
 * Fetches what is no file (port): a database, an image archive, a catalogue. Files are lazy and stream where they can be
 * large. Names, passwords and tokens of an address stand in no path, message or lineage.
 */
export interface Collector {
  /** What addresses begin with: `postgresql` of `postgresql://…`, `fdp` of `fdp+https://…`. */
  readonly scheme: string;
  /** What stands behind such an address, for people. */
  readonly description: string;
  collect(address: URL, options: CollectOptions): AsyncIterable<SourceFile>;
}
