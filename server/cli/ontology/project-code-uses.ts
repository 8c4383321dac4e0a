import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeUses, type CodeUse } from '../../ontology/drift/code-uses.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import type { DataFolders } from '../workshop.ts';

/** Files of the ontology that describe terms: there the term counts that a line begins with, not what it refers to. */
const describing = /\/(modules|vocabularies)\//;

const named = /\.(ttl|rq|json|tsv)$/;

/** Every place of the project that names a code: terms, attributes, shapes, mappings, queries and saved cohorts. */
export function projectCodeUses(folders: DataFolders, prefixes: PrefixTable): readonly CodeUse[] {
  return [folders.ontology, folders.shapes, folders.mappings, folders.queries]
    .flatMap(filesBelow)
    .filter((file) => named.test(file) && !file.includes('/sample/'))
    .flatMap((file) => codeUses(file, prefixes, describing.test(file)));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
