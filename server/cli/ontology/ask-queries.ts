import { isAbsolute, join } from 'node:path';
import { MeridianError } from '../../errors.ts';
import { finding, type CheckedOntology, type OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { Workshop } from '../workshop.ts';
import { askOntology } from './ask-ontology.ts';

/**
 * What the queries of the project find in an ontology, without what was found on the same line already: some quality
 * queries ask SPARQL what the rules have told in plainer words. A library that cannot be read is a finding.
 */
export async function askQueries(
  workshop: Workshop,
  ontology: CheckedOntology,
  already: readonly OntologyFinding[],
): Promise<readonly OntologyFinding[]> {
  const folder = workshop.folders.queries;
  try {
    const findings = await askOntology({ ontology, library: await workshop.queries(), folder });
    const told = new Set(already.map(lineOf));
    return findings.filter((each) => each.kind !== 'quality-query' || !told.has(lineOf(each)));
  } catch (error) {
    if (!(error instanceof MeridianError) || error.place?.file === undefined) throw error;
    const { file } = error.place;
    const place = { ...error.place, file: isAbsolute(file) ? file : join(folder, file) };
    return [finding('query-syntax', error.message, place)];
  }
}

function lineOf({ place }: OntologyFinding): string {
  return `${place?.file ?? ''}:${place?.line ?? ''}`;
}
