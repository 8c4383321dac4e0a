import { join } from 'node:path';

/** The data folders beside the server: what the server interprets, and nothing it knows by itself. */
export interface Folders {
  readonly ontology: string;
  readonly shapes: string;
  readonly mappings: string;
  readonly sssom: string;
  readonly queries: string;
}

/** The folders of the checkout that this file belongs to. */
export function projectFolders(): Folders {
  const root = join(import.meta.dirname, '..');
  return {
    ontology: join(root, 'ontology'),
    shapes: join(root, 'shapes'),
    mappings: join(root, 'mappings'),
    sssom: join(root, 'mappings', 'sssom'),
    queries: join(root, 'queries'),
  };
}
