import type { OntologyFinding } from './ontology-finding.ts';

/**
 * The findings that an edit brings: those that were not there before. A finding is known by what it says of which file;
 * the line moves with what is written above it. Where the same is said more often than before, the last are new.
 */
export function newFindings(
  before: readonly OntologyFinding[],
  after: readonly OntologyFinding[],
): readonly OntologyFinding[] {
  const known = new Map<string, number>();
  for (const each of before) known.set(keyOf(each), (known.get(keyOf(each)) ?? 0) + 1);
  return after.filter((each) => {
    const left = known.get(keyOf(each)) ?? 0;
    known.set(keyOf(each), left - 1);
    return left <= 0;
  });
}

function keyOf({ kind, message, place }: OntologyFinding): string {
  return JSON.stringify([kind, message, place?.file]);
}
