import { folded } from '../lift/concept-finder.ts';
import type { MappingRow, MappingSets } from '../rdf/sssom.ts';
import { readingsFromBytes } from './readings-bytes.ts';

/** A word or code of the source that was looked up for a thing, and the rows of mapping sets that give it a meaning. */
export interface HarmonisedValue {
  /** Name of the attribute. */
  readonly attribute: string;
  /** What was looked up; the first that means something counts. */
  readonly words: readonly string[];
  /** As the sets are now. None: the code is known to the ontology itself, or has no meaning yet. */
  readonly rows: readonly {
    readonly set: string;
    readonly line: number;
    readonly object: string;
    readonly justification: string;
  }[];
}

/** What was looked up for one thing of a submission, from its stored readings (`readings-bytes.ts`). */
export function harmonisedValues(readings: Uint8Array, thing: string, sets: MappingSets): HarmonisedValue[] {
  const { things, readings: all } = readingsFromBytes(readings);
  let number = 0;
  while (number < things.length && things.at(number) !== thing) number++;
  if (number === things.length) return [];
  return all
    .filter(({ states, flags }) => states.includes(number) || flags.includes(number))
    .map(({ attribute, words, sets: names }) => ({
      attribute,
      words,
      rows: names.flatMap((name) =>
        (sets.get(name)?.rows ?? [])
          .filter((row) => words.some((word) => isSubject(row, word)))
          .map(({ line, objectIri, justification }) => ({
            set: name,
            line,
            object: objectIri,
            justification,
          })),
      ),
    }));
}

/** As lifting compares them (`concept-finder.ts`). */
function isSubject(
  { literal, negated, subjectLabel, subjectId, subjectIri }: MappingRow,
  word: string,
): boolean {
  if (negated) return false;
  return literal ? folded(subjectLabel ?? '') === folded(word) : subjectId === word || subjectIri === word;
}
