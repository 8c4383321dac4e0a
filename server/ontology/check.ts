import type { MappingSet } from '../rdf/sssom.ts';
import { checkConcepts } from './check-concepts.ts';
import { checkMappings } from './check-mappings.ts';
import type { CheckedOntology, OntologyFinding } from './ontology-finding.ts';
import { placed } from './ontology-finding.ts';

/** All that can be found before anyone searches: dangling links, cycles, double labels, dead codes. */
export function checkOntology(
  ontology: CheckedOntology,
  mappingSets: Iterable<MappingSet>,
): readonly OntologyFinding[] {
  return [...checkConcepts(ontology), ...checkAttributes(ontology), ...checkMappings(ontology, mappingSets)];
}

function checkAttributes(ontology: CheckedOntology): OntologyFinding[] {
  return ontology.attributes
    .filter(({ scheme }) => scheme !== undefined && ontology.conceptsOf(scheme.value).length === 0)
    .map(({ name, scheme, iri }) => ({
      severity: 'violation',
      message: `The attribute ${name} takes its values from ${scheme?.value ?? ''}, which has no concept. Add the scheme to ontology/vocabularies.`,
      ...placed(ontology, iri.value),
    }));
}

export type { CheckedOntology, OntologyFinding } from './ontology-finding.ts';
