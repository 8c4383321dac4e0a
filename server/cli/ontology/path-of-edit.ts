import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { MeridianError } from '../../errors.ts';
import { pathOfFile } from '../../ontology/edited-file.ts';
import { parseMappingSet } from '../../rdf/parse-mapping-set.ts';
import type { DataFolders } from '../workshop.ts';

/** Where a Turtle file may lie below the folder of the ontology; new files with concepts go to the vocabularies. */
const turtleFolders = ['', 'modules/', 'vocabularies/', 'vocabularies/labels/', 'imports/'];

/**
 * The file of the project that an edited file stands for, `mappings/sssom/NAME.sssom.tsv`: the file itself where it
 * lies in the project, for mapping sets what their mapping_set_id ends with, else the file of that name. A Turtle file
 * of a new name goes to the vocabularies where it holds concepts, else to the modules. Throws `bad-mapping` for a mapping
 * set that cannot be read, `bad-request` for a file that is none of the ontology.
 */
export function pathOfEdit(file: string, text: string, folders: DataFolders): string {
  const own = pathOfFile(resolve(file), folders);
  if (own !== resolve(file)) return own;
  const name = basename(file);
  if (name.endsWith('.sssom.tsv')) return `mappings/sssom/${nameOfSet(file, text)}.sssom.tsv`;
  if (name.endsWith('.ttl')) {
    const known = turtleFolders.find((folder) => existsSync(join(folders.ontology, folder, name)));
    const fitting = /\bskos:(Concept|inScheme)\b/.test(text) ? 'vocabularies/' : 'modules/';
    return `ontology/${known ?? fitting}${name}`;
  }
  throw new MeridianError('bad-request', 'This is no file of the ontology.', {
    place: { file },
    advice: 'Give a mapping set (*.sssom.tsv) or Turtle (*.ttl).',
  });
}

/** A file of another name may be an edited copy: what the set says of itself tells which it is. */
function nameOfSet(file: string, text: string): string {
  const own = basename(file, '.sssom.tsv');
  const { id } = readHeader(file, text);
  const said = id === undefined ? undefined : /([^/#]+)$/.exec(id)?.[1];
  return said ?? own;
}

/** The header alone: what is wrong with rows is the node's to say, with everything else. */
function readHeader(file: string, text: string): { readonly id: string | undefined } {
  const header = text.split('\n').filter((line) => line.startsWith('#'));
  const { metadata } = parseMappingSet(header.join('\n'), { name: basename(file), file });
  return metadata;
}
