import { join } from 'node:path';
import { loadOntology } from '../../server/ontology/load-ontology.ts';
import type { TurtleOntology } from '../../server/ontology/turtle-ontology.ts';

const root = join(import.meta.dirname, '..', '..');

export const ontologyFolder = join(root, 'ontology');
export const sssomFolder = join(root, 'mappings', 'sssom');

let loaded: Promise<TurtleOntology> | undefined;

/** The ontology of the repository, read once a test process. */
export function repositoryOntology(): Promise<TurtleOntology> {
  loaded ??= loadOntology({ ontologyFolder, sssomFolder });
  return loaded;
}
