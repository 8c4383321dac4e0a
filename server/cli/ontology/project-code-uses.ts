import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeUse } from '../../ontology/drift/code-use.ts';
import { codeUses } from '../../ontology/drift/code-uses.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import type { DataFolders } from '../workshop.ts';

/** Files of the ontology that describe terms: there the terms count that they describe, not what these refer to. */
const describing = /\/(modules|vocabularies)\//;

/** Every place of the project that names a code: terms, attributes, shapes, mappings, queries and saved cohorts. */
export function projectCodeUses(folders: DataFolders, prefixes: PrefixTable): readonly CodeUse[] {
  return [folders.ontology, folders.shapes, folders.mappings, folders.queries]
    .flatMap(filesBelow)
    .filter((file) => !file.includes('/sample/'))
    .flatMap((file) => codeUses(file, prefixes, describing.test(file)));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
