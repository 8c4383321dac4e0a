import { toCurie } from '../../../rdf/prefixes.ts';
import { rdfs } from '../../../rdf/vocabulary.ts';
import { classHierarchy } from '../../check/class-hierarchy.ts';
import { OntologyGraph } from '../../check/ontology-graph.ts';
import { PropertyTable } from '../../check/property-table.ts';
import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology, ForeignRestriction } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';
import type { ShippedTerms } from '../shipped-terms.ts';

/** A class whose members need another member of it as a value: a slip, for it is a chain without an end. */
export function* checkRestrictions(
  ontology: ForeignOntology,
  shipped: ShippedTerms,
): Iterable<ImportFinding> {
  for (const [{ property }, iri] of selfRestrictions(ontology, shipped)) {
    const name = toCurie(ontology.prefixes, property);
    const message = `${nameOf(ontology, iri)} is restricted to itself by ${name}.`;
    yield foundIn(ontology, 'self-restriction', message, iri, rdfs.subClassOf.value);
  }
}

/**
 * The restrictions of classes to themselves, each with its class. As in the check of our own ontology, those are no fault
 * that hold where there is no value (owl:allValuesFrom), and those by a property that is declared to lead from such
 * things to such things: parts of a part.
 */
export function selfRestrictions(
  ontology: ForeignOntology,
  shipped: ShippedTerms,
): ReadonlyMap<ForeignRestriction, string> {
  const found = new Map<ForeignRestriction, string>();
  for (const { iri, restrictions } of ontology.classes.values()) {
    for (const restriction of restrictions) {
      if (restriction.existential && restriction.filler === iri) found.set(restriction, iri);
    }
  }
  if (found.size === 0) return found;
  const graph = new OntologyGraph([...shipped.quads, ...ontology.quads]);
  const [classes, properties] = [classHierarchy(graph), new PropertyTable(graph)];
  for (const [restriction, iri] of found) {
    const isOf = (kinds: readonly string[]): boolean => kinds.some((kind) => classes.reaches(iri, kind));
    if (isOf(properties.domains(restriction.property)) && isOf(properties.ranges(restriction.property)))
      found.delete(restriction);
  }
  return found;
}
