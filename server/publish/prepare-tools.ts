import { placesFromLineage } from '../lift/lineage-places.ts';
import { createLifter } from '../lift/rml-lifter.ts';
import { loadOntology } from '../ontology/load-ontology.ts';
import { wordPatterns } from '../ontology/word-patterns.ts';
import { loadMappingSets } from '../rdf/sssom.ts';
import { createValidator } from '../validate/shacl-validator.ts';
import { createCatalogueRules } from './catalogue-rules.ts';
import type { PrepareTools } from './prepare.ts';

/** The folders of meaning that preparing reads; absolute paths. */
export interface PrepareFolders {
  readonly ontologyFolder: string;
  readonly sssomFolder: string;
  readonly mappingsFolder: string;
  readonly shapesFolder: string;
}

/** Builds lifter, validator and rules from the folders; what the thread that prepares does once, when it starts. */
export async function createTools(folders: PrepareFolders): Promise<PrepareTools> {
  const { ontologyFolder, sssomFolder, mappingsFolder, shapesFolder } = folders;
  const ontology = await loadOntology({ ontologyFolder, sssomFolder });
  const [lifter, validator] = await Promise.all([
    createLifter({
      mappingsFolder,
      ontology,
      mappingSets: loadMappingSets(sssomFolder),
      attributes: ontology.attributes,
      wordPatterns: wordPatterns(ontology.quads),
    }),
    createValidator({ shapesFolder, hierarchy: ontology.quads }),
  ]);
  return { lifter, validator, rules: createCatalogueRules(ontology), places: placesFromLineage };
}
