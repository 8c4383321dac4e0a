import { join, resolve } from 'node:path';
import { hasFolder, listFiles } from '../../rdf/file-overlay.ts';
import { loadOntology, type LoadOntologyOptions } from '../load-ontology.ts';
import type { TurtleOntology } from '../turtle-ontology.ts';

/**
 * The ontology as everybody has it: what one node imported from elsewhere (`imports/`) is read as empty. Releases and
 * comparisons are made of it.
 */
export async function loadWithoutImports(
  options: Pick<LoadOntologyOptions, 'ontologyFolder' | 'sssomFolder'>,
): Promise<TurtleOntology> {
  const folder = join(options.ontologyFolder, 'imports');
  const imported = hasFolder(folder) ? listFiles(folder, '.ttl') : [];
  return loadOntology({ ...options, replaced: new Map(imported.map((file) => [resolve(file), ''])) });
}
