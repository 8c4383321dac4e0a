import { rdfs } from '../../../rdf/vocabulary.ts';
import { NamedReachability } from '../../check/named-reachability.ts';
import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';
import type { ShippedTerms } from '../shipped-terms.ts';

/** Parents that neither the file nor the ontology has, and classes that are their own ancestors. */
export function* checkSuperclasses(
  ontology: ForeignOntology,
  shipped: ShippedTerms,
): Iterable<ImportFinding> {
  const circles = circlesOf(ontology, shipped);
  for (const { iri, parents } of ontology.classes.values()) {
    for (const parent of parents) {
      if (circles(iri, parent)) {
        const message = `${nameOf(ontology, iri)} is its own ancestor by way of ${nameOf(ontology, parent)}.`;
        yield foundIn(ontology, 'subclass-cycle', message, iri, rdfs.subClassOf.value);
      } else if (!ontology.classes.has(parent) && !shipped.has(parent)) {
        const message = `${nameOf(ontology, iri)} has the parent ${nameOf(ontology, parent)}, which does not exist.`;
        yield foundIn(ontology, 'parent-dangling', message, iri, rdfs.subClassOf.value);
      }
    }
  }
}

/** Whether a parent leads back to the class, in the file and the ontology taken together. */
export function circlesOf(
  ontology: ForeignOntology,
  shipped: ShippedTerms,
): (iri: string, parent: string) => boolean {
  const edges = new Map<string, readonly string[]>(shipped.parents);
  for (const { iri, parents } of ontology.classes.values())
    edges.set(iri, [...(edges.get(iri) ?? []), ...parents]);
  const above = new NamedReachability(edges);
  return (iri, parent) => iri === parent || above.sameCycle(iri, parent);
}
