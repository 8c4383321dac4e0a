import type { MeridianError } from '../errors.ts';
import type { Lifter, SourceFile } from '../lift/lifter.ts';
import { readFiles } from './read-files.ts';

/**
 * Reads paths and addresses, does the work with what is there, and then ends what is still open behind the addresses.
 * `failures` are of what could not be fetched. Tables of databases are those of the source, or of all sources.
 */
export async function withFiles<Result>(
  paths: readonly string[],
  lifter: Lifter,
  source: string | undefined,
  work: (files: readonly SourceFile[], failures: readonly MeridianError[]) => Promise<Result>,
): Promise<Result> {
  const failures: MeridianError[] = [];
  const ending = new AbortController();
  const reading = lifter.sources.filter(({ name }) => source === undefined || name === source);
  try {
    const files = await readFiles(paths, {
      tables: [...new Set(reading.flatMap(({ tables = [] }) => tables))],
      failure: (error) => failures.push(error),
      signal: ending.signal,
    });
    return await work(files, failures);
  } finally {
    ending.abort();
  }
}
