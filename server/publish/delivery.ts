import { MeridianError } from '../errors.ts';
import { rdfSyntax } from '../rdf/media-types.ts';
import type { SourceFile } from '../lift/lifter.ts';
import { isHidden, matchesFile } from '../lift/sources/source-files.ts';
import { deliveryDescriptionFile, readDeliveryDescription } from './delivery-description.ts';
import { unpackArchive } from './unpack-archive.ts';
import type { ArchiveLimits } from './unpack-archive.ts';

/** The files of one source within a delivery. */
export interface DeliveredSource {
  readonly source: string;
  readonly files: readonly DeliveredFile[];
}

/** One file with its bytes; can cross threads. */
export interface DeliveredFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A delivery as it was sent: which source reads which of its files. */
export interface Delivery {
  /** Profile that the delivery asks for, if it does. */
  readonly profile: string | undefined;
  readonly sources: readonly DeliveredSource[];
}

const archiveTypes = new Set([
  'application/x-tar',
  'application/tar',
  'application/gzip',
  'application/x-gzip',
  'application/zstd',
]);

/** Whether a media type (without parameters) is that of a tar, plain or compressed. */
export function isArchive(mediaType: string): boolean {
  return archiveTypes.has(mediaType);
}

/**
 * Reads what PUT /providers/{id}/submissions/{name} was sent: RDF in any syntax (one file of the source `dcat`), or a
 * tar, plain or compressed with gzip or zstd, of a folder with a `delivery.yaml`.
 *
 * Throws `unknown-format` for another media type, `unreadable-source` for an archive or description that cannot be
 * used, `too-large` past the limits.
 */
export async function readDelivery(
  bytes: Uint8Array,
  mediaType: string,
  limits: ArchiveLimits,
): Promise<Delivery> {
  const bare = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  const syntax = rdfSyntax(bare);
  if (syntax !== undefined) {
    const path = `delivery${syntax.extensions[0] ?? ''}`;
    return { profile: undefined, sources: [{ source: 'dcat', files: [{ path, bytes }] }] };
  }
  if (!isArchive(bare)) {
    throw new MeridianError('unknown-format', `A delivery cannot be sent as ${bare || 'an untyped body'}.`, {
      advice:
        'Send RDF (text/turtle, application/ld+json, application/rdf+xml, application/n-triples, or text/html with RDFa) or a tar of a folder with a delivery.yaml (application/x-tar, gzip and zstd allowed).',
    });
  }
  return describeFiles(await unpackArchive(bytes, limits));
}

function describeFiles(files: readonly DeliveredFile[]): Delivery {
  const description = files.find((file) => file.path === deliveryDescriptionFile);
  if (description === undefined) {
    throw new MeridianError(
      'unreadable-source',
      `The archive has no ${deliveryDescriptionFile} at its root.`,
      {
        advice: `Pack the content of the folder, not the folder: tar -C FOLDER -cf delivery.tar .`,
      },
    );
  }
  const { profile, sources } = readDeliveryDescription(description.bytes);
  const rest = files.filter((file) => file !== description && !isHidden(file.path));
  const delivered = sources.map(({ source, files: patterns }) => ({
    source,
    files: selectFiles(rest, patterns, source),
  }));
  refuseUnnamed(rest, new Set(delivered.flatMap((each) => each.files)));
  return { profile, sources: delivered };
}

/**
 * Every file must be some source's: a misspelt name would leave it out without a word. Files are told by their numbers
 * in the archive: nothing was read yet, and which words of their paths name patients is not known.
 */
function refuseUnnamed(files: readonly DeliveredFile[], named: ReadonlySet<DeliveredFile>): void {
  const unnamed = files.flatMap((file, index) => (named.has(file) ? [] : [index + 1]));
  if (unnamed.length === 0) return;
  const shown = unnamed.slice(0, 5).join(', ');
  const more = unnamed.length > 5 ? ` and ${unnamed.length - 5} more` : '';
  throw new MeridianError(
    'unreadable-source',
    `No pattern of ${deliveryDescriptionFile} names ${unnamed.length} of ${files.length} files: number ${shown}${more} of the archive, ${deliveryDescriptionFile} and hidden files not counted.`,
    {
      place: { file: deliveryDescriptionFile },
      advice: 'Name each under a source, or leave it out; tar -t lists them.',
    },
  );
}

/** Every pattern must find something: a misspelt one would leave data out without a word. */
function selectFiles(
  files: readonly DeliveredFile[],
  patterns: readonly string[],
  source: string,
): readonly DeliveredFile[] {
  const selected = new Set<DeliveredFile>();
  for (const pattern of patterns) {
    const found = files.filter((file) => matchesFile(pattern, file.path));
    if (found.length === 0) {
      throw new MeridianError('unreadable-source', `No file of the delivery fits "${pattern}" (${source}).`, {
        place: { file: deliveryDescriptionFile },
        advice: `The delivery holds ${files.length} other files; tar -t lists them.`,
      });
    }
    for (const file of found) selected.add(file);
  }
  return [...selected];
}

/** A delivered file as the lifter reads it. */
export function sourceFile({ path, bytes }: DeliveredFile): SourceFile {
  return { path, read: () => Promise.resolve(bytes) };
}
