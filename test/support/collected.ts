import type { MeridianError } from '../../server/errors.ts';
import { collectFiles } from '../../server/lift/collect/collectors.ts';
import type { SourceFile } from '../../server/lift/lifter.ts';

/** Everything that an address gives, and what could not be fetched. */
export async function collected(
  address: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ files: SourceFile[]; failures: MeridianError[] }> {
  const failures: MeridianError[] = [];
  const files: SourceFile[] = [];
  const failure = (error: MeridianError): void => void failures.push(error);
  for await (const file of collectFiles([address], { tables: [], failure, fetch, signal })) files.push(file);
  return { files, failures };
}
