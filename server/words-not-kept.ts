import type { UnknownPart } from './cli/ontology/impact-reply.ts';
import type { EditMeaning } from './impact-message.ts';
import type { Ontology } from './ontology/ontology.ts';
import type { MappingSetChange } from './ontology/release/diff/compare-mapping-sets.ts';
import type { Submission } from './publish/submission.ts';

const why =
  'Words without a meaning that fewer than ten patients have are not kept: publish again to know whom a new one is about.';

/**
 * Where an edit gives words a meaning that had none: who has them is known of words that enough patients have only. Said
 * of every submission that reads such words, whether there are any: what is hidden is not told. What makes conditions is
 * not known of any word, and said elsewhere.
 */
export function wordsNotKept(
  { summary, schemes }: Pick<EditMeaning, 'summary' | 'schemes'>,
  submissions: readonly Submission[],
  ontology: Pick<Ontology, 'attributes'>,
): readonly UnknownPart[] {
  const grown = new Set(summary.mappingSets.filter(hasNewWord).map(({ set }) => set));
  const ofPatients = ontology.attributes.filter(
    ({ record, scheme }) => record !== undefined && record.level !== 'condition' && scheme !== undefined,
  );
  return submissions.flatMap((submission) =>
    ofPatients.flatMap(({ name, scheme }): UnknownPart[] => {
      const sets = submission.mappingSets[name];
      if (sets === undefined) return [];
      if (!schemes.has(scheme?.value ?? '') && !sets.some((set) => grown.has(set))) return [];
      return [{ submission: `${submission.provider}/${submission.name}`, attribute: name, why }];
    }),
  );
}

/** A row with another concept for a word counts as one that came and one that went. */
function hasNewWord({ added, removed }: MappingSetChange): boolean {
  const before = new Set(removed.map(wordOf));
  return added.some((row) => !before.has(wordOf(row)));
}

/** Rows are named by word, predicate and concept. */
function wordOf(row: string): string {
  return row.replace(/( not)? \S+ \S+$/, '');
}
