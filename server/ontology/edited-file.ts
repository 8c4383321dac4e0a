import { basename, join, relative, resolve, sep } from 'node:path';
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
/** Without these there is no ontology. */
const required = ['prefixes.ttl', 'core.ttl', 'attributes.ttl'];
/** Characters of a name; file systems take 255 bytes. */
const longestName = 200;

/**
 * Where an edited file would lie, absolute. Throws `bad-request` for a path that is no place for files of the ontology:
 * nothing else can be named, whatever stands in it.
 */
export function placeOfEdit(path: string, folders: OntologyFolders): string {
  if (path.slice(path.lastIndexOf('/') + 1).length > longestName) {
    throw new MeridianError('bad-request', `The name of a file has ${longestName} characters at most.`);
  }
  const set = mappingSet.exec(path)?.[1];
  if (set !== undefined) return resolve(join(folders.sssom, set));
  const file = turtle.exec(path)?.[1];
  if (file !== undefined) return resolve(join(folders.ontology, file));
  throw new MeridianError('bad-request', `"${path}" is no file of the ontology.`, {
    advice:
      'Name mappings/sssom/NAME.sssom.tsv, or NAME.ttl in ontology, ontology/modules, ontology/vocabularies or ontology/imports.',
  });
}

/**
 * The texts of edited files by where they would lie. Throws `bad-request` for what {@link placeOfEdit} refuses, for a
 * file that the ontology needs and that would say nothing, and for a new file with the name of another: in another
 * folder or in other case it is most likely meant to be that file, and some disks take it for the same.
 */
export function placeEdits(
  files: readonly EditedFile[],
  folders: OntologyFolders,
  known: Iterable<string>,
): ReadonlyMap<string, string> {
  const edits = new Map(files.map(({ path, text }) => [placeOfEdit(path, folders), text] as const));
  const there = new Set(known);
  const byName = Map.groupBy(new Set([...there, ...edits.keys()]), (file) =>
    basename(file).normalize('NFC').toLowerCase(),
  );
  for (const [file, text] of edits) {
    const path = pathOfFile(file, folders);
    if (required.some((name) => resolve(join(folders.ontology, name)) === file) && saysNothing(text)) {
      throw new MeridianError('bad-request', `"${path}" would be empty: without it there is no ontology.`, {
        advice: 'Send the whole text of the file as it would be saved.',
      });
    }
    if (there.has(file)) continue;
    const named = byName.get(basename(file).normalize('NFC').toLowerCase()) ?? [];
    // A file may be moved: then the other is taken away by the same edit.
    const other = named.find((each) => each !== file && edits.get(each) !== '');
    if (other === undefined) continue;
    throw new MeridianError(
      'bad-request',
      `"${path}" has the name of "${pathOfFile(other, folders)}", in another folder or in other case.`,
      { advice: 'Name the file as it is, or choose another name.' },
    );
  }
  return edits;
}

/** True for a text without statements: blank, comments, prefixes. */
function saysNothing(turtle: string): boolean {
  return turtle.replace(/^\s*#.*$|@?(?:prefix|base)\b[^<]*<[^>]*>\s*\.?/gim, '').trim() === '';
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
