import { join, relative, resolve, sep } from 'node:path';
import { MeridianError } from '../errors.ts';

/** A file of the ontology as it would be saved. */
export interface EditedFile {
  /** Below the project, with forward slashes: `mappings/sssom/NAME.sssom.tsv`, `ontology/modules/NAME.ttl`. */
  readonly path: string;
  /** Its text; an empty one takes the file away. */
  readonly text: string;
}

interface OntologyFolders {
  readonly ontology: string;
  readonly sssom: string;
}

const name = '[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*';
const mappingSet = new RegExp(`^mappings/sssom/(${name}\\.sssom\\.tsv)$`, 'u');
const turtle = new RegExp(
  `^ontology/((?:modules/|vocabularies/|vocabularies/labels/|imports/)?${name}\\.ttl)$`,
  'u',
);

/**
 * Where an edited file would lie, absolute. Throws `bad-request` for a path that is no place for files of the ontology:
 * nothing else can be named, whatever stands in it.
 */
export function placeOfEdit(path: string, folders: OntologyFolders): string {
  const set = mappingSet.exec(path)?.[1];
  if (set !== undefined) return resolve(join(folders.sssom, set));
  const file = turtle.exec(path)?.[1];
  if (file !== undefined) return resolve(join(folders.ontology, file));
  throw new MeridianError('bad-request', `"${path}" is no file of the ontology.`, {
    advice:
      'Name mappings/sssom/NAME.sssom.tsv, or NAME.ttl in ontology, ontology/modules, ontology/vocabularies or ontology/imports.',
  });
}

/** The path of a file of the ontology below the project; other paths stay as they are. */
export function pathOfFile(file: string, folders: OntologyFolders): string {
  const below = (folder: string, under: string): string | undefined => {
    const rest = relative(folder, file);
    return rest.startsWith('..') || resolve(folder, rest) !== resolve(file)
      ? undefined
      : `${under}/${rest.split(sep).join('/')}`;
  };
  return below(folders.sssom, 'mappings/sssom') ?? below(folders.ontology, 'ontology') ?? file;
}
