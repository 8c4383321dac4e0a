import type { SourceFile } from '../lift/lifter.ts';
import { isArchive, sourceFile } from './delivery.ts';
import { unpackArchive, type ArchiveLimits } from './unpack-archive.ts';

/** The files of a request: those of an archive, or the body as one file of the given name. */
export async function filesOfBody(
  body: Uint8Array,
  mediaType: string,
  name: string,
  limits: ArchiveLimits,
): Promise<readonly SourceFile[]> {
  if (!isArchive(mediaType)) return [sourceFile({ path: name, bytes: body })];
  return (await unpackArchive(body, limits)).map(sourceFile);
}
