import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';
import type { ShippedTerms } from '../shipped-terms.ts';

/** Classes that another import brought: only what is not said of them yet is added. */
export function* checkOtherImports(
  ontology: ForeignOntology,
  shipped: ShippedTerms,
): Iterable<ImportFinding> {
  for (const iri of ontology.classes.keys()) {
    const name = shipped.imported.get(iri);
    if (name === undefined) continue;
    const message = `${nameOf(ontology, iri)} is a class of the import "${name}" already; only what is not said there is added.`;
    yield foundIn(ontology, 'class-held-already', message, iri);
  }
}
