import type { Quad } from '../../rdf/terms.ts';
import { isNamedNode } from '../../rdf/terms.ts';

export interface LinkRules {
  /** Whether the property takes words of a source. */
  readonly takesWords: (property: string) => boolean;
  /** Whether a word holds an identifier or a name of anybody in the delivery. */
  readonly tells: (word: string) => boolean;
  /** The patient whose identifier a word is, if it is one. */
  readonly patientOf: (word: string) => string;
  /** What so many patients share tells who none of them is. */
  readonly sharedBy: number;
}

/**
 * Links of patients, to datasets, whose last word tells who somebody is: a column that a provider takes for the dataset
 * may hold the number or the name of the patient. Known only when all is lifted.
 */
export function revealingLinks(quads: readonly Quad[], rules: LinkRules): ReadonlySet<Quad> {
  const links = quads.filter(
    ({ predicate, object }) => isNamedNode(object) && rules.takesWords(predicate.value),
  );
  const revealing = new Set<Quad>();
  for (const [object, shared] of Map.groupBy(links, ({ object }) => object.value)) {
    const subjects = new Set(shared.map(({ subject }) => subject.value));
    if (subjects.size >= rules.sharedBy) continue;
    const word = object.slice(object.lastIndexOf('/') + 1);
    if (rules.tells(word) || subjects.has(rules.patientOf(word)))
      for (const link of shared) revealing.add(link);
  }
  return revealing;
}
