import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MeridianError } from '../../../errors.ts';
import { parseRdf } from '../../../rdf/parse-rdf.ts';
import { loadMappingSets, type MappingSets } from '../../../rdf/sssom.ts';
import type { Quad } from '../../../rdf/terms.ts';
import { owl } from '../../../rdf/vocabulary.ts';
import { sniffMediaType } from '../../import/sniff-media-type.ts';
import { releaseHash } from '../../release-hash.ts';
import { loadWithoutImports } from '../load-without-imports.ts';

/** An ontology as it stood at some time: a folder, or a file that was released from one. */
export interface OntologySnapshot {
  /** As it was named. */
  readonly path: string;
  /** `owl:versionInfo`, where there is one. */
  readonly release?: string;
  readonly quads: readonly Quad[];
  /** Hash of the statements; absent for OWL 2 DL, which does not say all of them. */
  readonly hash?: string;
  /** The rows with all that they say; a released file has them as statements only. */
  readonly mappingSets?: MappingSets;
  /** Whether it holds no more than OWL 2 DL can say. */
  readonly owlOnly: boolean;
}

/** The folders of the ontology that is worked on: only of them is it known where the mapping sets are. */
export interface OwnFolders {
  readonly ontology: string;
  readonly sssom: string;
}

/**
 * Reads an ontology folder (or a checkout that has one), a folder that `release` wrote, or one released file. The
 * mapping sets of a folder that is not our own are looked for beside it, in `mappings/sssom`. Throws `unreadable-source`
 * for what is none of them, and what reading it throws.
 */
export async function readSnapshot(path: string, own?: OwnFolders): Promise<OntologySnapshot> {
  if (!existsSync(path)) {
    throw new MeridianError('unreadable-source', 'There is no such file or folder.', {
      place: { file: path },
    });
  }
  if (!statSync(path).isDirectory()) return readReleased(path, path);
  for (const folder of [path, join(path, 'ontology')]) {
    if (existsSync(join(folder, 'core.ttl'))) return readOntologyFolder(path, folder, own);
  }
  const released = readdirSync(path)
    .filter((name) => name.startsWith('meridian-ontology-') && name.endsWith('.ttl'))
    .sort();
  const [file, ...others] = released;
  if (file !== undefined && others.length === 0) return readReleased(path, join(path, file));
  throw new MeridianError(
    'unreadable-source',
    file === undefined
      ? 'The folder is neither an ontology folder nor one that `meridian ontology release` wrote.'
      : 'The folder holds several releases.',
    { place: { file: path }, advice: 'Name an ontology folder (with core.ttl), or one release file.' },
  );
}

async function readOntologyFolder(
  path: string,
  folder: string,
  own: OwnFolders | undefined,
): Promise<OntologySnapshot> {
  const beside =
    own !== undefined && isSameFolder(folder, own.ontology)
      ? own.sssom
      : join(dirname(resolve(folder)), 'mappings', 'sssom');
  const hasSets = existsSync(beside);
  // A folder without mapping sets is an ontology too: the ontology folder itself holds none.
  const sssomFolder = hasSets ? beside : folder;
  const { quads, release, hash } = await loadWithoutImports({ ontologyFolder: folder, sssomFolder });
  return {
    path,
    quads,
    release,
    hash,
    owlOnly: false,
    ...(hasSets ? { mappingSets: loadMappingSets(beside) } : {}),
  };
}

function isSameFolder(one: string, other: string): boolean {
  return existsSync(other) && realpathSync(one) === realpathSync(other);
}

async function readReleased(path: string, file: string): Promise<OntologySnapshot> {
  const bytes = readFileSync(file);
  const mediaType = sniffMediaType(file, bytes);
  const { quads } = await parseRdf(bytes, { mediaType, baseIri: baseOfReleased, file });
  const release = quads.find(({ predicate }) => predicate.equals(owl.versionInfo))?.object.value;
  const owlOnly = file.endsWith('.owl');
  return {
    path,
    quads,
    owlOnly,
    ...(owlOnly ? {} : { hash: await releaseHash(quads) }),
    ...(release === undefined ? {} : { release }),
  };
}

/** Released files have no relative names; one that slips in is the same on every machine. */
const baseOfReleased = 'urn:meridian:relative/';
