import { findDrift } from '../../ontology/drift/find-drift.ts';
import { readVocabularyList } from '../../ontology/drift/vocabulary-list.ts';
import { readCode } from '../../ontology/read-code.ts';
import type { OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { Workshop } from '../workshop.ts';
import { projectCodeUses } from './project-code-uses.ts';

/** What of the project uses codes that a newer edition of their vocabulary, in a file, has no more. */
export async function checkDriftAgainst(
  workshop: Workshop,
  list: string,
): Promise<readonly OntologyFinding[]> {
  const ontology = await workshop.ontology();
  // The code as the list writes it, and not what it means here.
  const readListed = (code: string): string | undefined =>
    readCode(code, ontology.codeSystems ?? [], ontology.prefixes)[0];
  return findDrift(
    ontology,
    await readVocabularyList(list, readListed),
    projectCodeUses(workshop.folders, ontology.prefixes),
  );
}
