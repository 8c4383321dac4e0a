import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MeridianError } from '../../../errors.ts';
import { parseRdf } from '../../../rdf/parse-rdf.ts';
import { loadMappingSets, type MappingSets } from '../../../rdf/sssom.ts';
import type { Quad } from '../../../rdf/terms.ts';
import { owl } from '../../../rdf/vocabulary.ts';
import { sniffMediaType } from '../../import/sniff-media-type.ts';
import { loadWithoutImports } from '../load-without-imports.ts';

/** An ontology as it stood at some time: a folder, or a file that was released from one. */
export interface OntologySnapshot {
  /** As it was named. */
  readonly path: string;
  /** `owl:versionInfo`, where there is one. */
  readonly release?: string;
  readonly quads: readonly Quad[];
  /** The rows with all that they say; a released file has them as statements only. */
  readonly mappingSets?: MappingSets;
  /** Whether it holds no more than OWL 2 DL can say. */
  readonly owlOnly: boolean;
}

/**
 * Reads an ontology folder (or a checkout that has one), a folder that `release` wrote, or one released file. Throws
 * `unreadable-source` for what is none of them, and what reading it throws.
 */
export async function readSnapshot(path: string): Promise<OntologySnapshot> {
  if (!existsSync(path)) {
    throw new MeridianError('unreadable-source', 'There is no such file or folder.', {
      place: { file: path },
    });
  }
  if (!statSync(path).isDirectory()) return readReleased(path, path);
  for (const folder of [path, join(path, 'ontology')]) {
    if (existsSync(join(folder, 'core.ttl'))) return readOntologyFolder(path, folder);
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

async function readOntologyFolder(path: string, folder: string): Promise<OntologySnapshot> {
  const beside = join(dirname(resolve(folder)), 'mappings', 'sssom');
  const hasSets = existsSync(beside);
  // A folder without mapping sets is an ontology too: the ontology folder itself holds none.
  const sssomFolder = hasSets ? beside : folder;
  const { quads, release } = await loadWithoutImports({ ontologyFolder: folder, sssomFolder });
  return {
    path,
    quads,
    release,
    owlOnly: false,
    ...(hasSets ? { mappingSets: loadMappingSets(beside) } : {}),
  };
}

async function readReleased(path: string, file: string): Promise<OntologySnapshot> {
  const bytes = readFileSync(file);
  const mediaType = sniffMediaType(file, bytes);
  const { quads } = await parseRdf(bytes, { mediaType, baseIri: baseOfReleased, file });
  const release = quads.find(({ predicate }) => predicate.equals(owl.versionInfo))?.object.value;
  return { path, quads, owlOnly: file.endsWith('.owl'), ...(release === undefined ? {} : { release }) };
}

/** Released files have no relative names; one that slips in is the same on every machine. */
const baseOfReleased = 'urn:meridian:relative/';
