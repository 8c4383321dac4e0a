import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FileOverlay } from '../rdf/file-overlay.ts';

/**
 * The texts that an ontology is loaded from, by absolute path: its Turtle and its mapping sets. Who keeps them can load
 * the same ontology again, whatever has become of the files.
 */
export function readOntologyTexts(ontologyFolder: string, sssomFolder: string): FileOverlay {
  const files = [
    ...filesOf(ontologyFolder, (name) => name.endsWith('.ttl')),
    ...filesOf(sssomFolder, (name) => /\.sssom\.(tsv|yml)$/.test(name)),
  ];
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

function filesOf(folder: string, fits: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && fits(entry.name))
    .map((entry) => resolve(join(entry.parentPath, entry.name)))
    .sort();
}
