import { readCitedSources } from '../sources/cited-source.ts';
import { OntologyFault } from '../ontology-fault.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';

/** The descriptions of sources (`ontology/sources.ttl`) can be read: codes are looked up by them. */
export function* checkCitedSources(context: CheckContext): Iterable<OntologyFinding> {
  try {
    readCitedSources(context.ontology.quads);
  } catch (error) {
    if (!(error instanceof OntologyFault)) throw error;
    yield context.ofFault(error);
  }
}
