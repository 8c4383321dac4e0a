import type { TermWords } from './term-words.ts';
import { german } from './words-de.ts';
import { english } from './words-en.ts';

/** Counted things, as one and as many. */
type Plural = readonly [one: string, many: string];

/** Every word of the interface that does not come from the data. */
export interface Words {
  readonly language: string;
  readonly catalogue: string;
  readonly sparql: string;
  readonly apiDescription: string;
  readonly skip: string;
  readonly navigation: string;
  readonly ontology: string;
  readonly hub: string;
  readonly node: string;
  readonly filters: string;
  readonly clear: string;
  readonly show: string;
  readonly showMore: string;
  readonly search: string;
  readonly searchHint: string;
  readonly and: string;
  readonly or: string;
  readonly not: string;
  readonly narrower: string;
  readonly from: string;
  readonly to: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly notStated: string;
  readonly remove: string;
  readonly notUnderstood: string;
  readonly dataset: string;
  readonly imaging: string;
  readonly access: string;
  readonly type: string;
  readonly mayRepeat: string;
  readonly stated: string;
  readonly none: string;
  readonly noneAtAll: string;
  readonly without: string;
  readonly previous: string;
  readonly next: string;
  readonly version: string;
  readonly state: string;
  readonly ok: string;
  readonly slow: string;
  readonly down: string;
  readonly release: string;
  readonly asOf: string;
  readonly forPrograms: string;
  readonly forProgramsNote: string;
  readonly theme: string;
  readonly light: string;
  readonly dark: string;
  readonly years: string;
  readonly about: string;
  readonly content: string;
  readonly conditions: string;
  readonly accessRights: string;
  readonly issued: string;
  readonly modified: string;
  readonly keywords: string;
  readonly identifier: string;
  readonly cite: string;
  readonly formats: string;
  readonly back: string;
  readonly broader: string;
  readonly narrowerConcepts: string;
  readonly sameMeaning: string;
  readonly foundToo: string;
  readonly otherNames: string;
  readonly labels: string;
  readonly usedBy: string;
  readonly tryThis: string;
  readonly problemType: string;
  /** Of the pages about the ontology. */
  readonly terms: TermWords;
  readonly count: {
    readonly datasets: Plural;
    readonly patients: Plural;
    readonly studies: Plural;
    readonly providers: Plural;
    readonly nodes: Plural;
  };
}

/** The languages that the interface speaks, in the order in which they are offered. */
export const languages: readonly Words[] = [english, german];

/** The words in the reader's language; English where the interface does not speak it. */
export function wordsFor(language: string): Words {
  const primary = language.split('-')[0]?.toLowerCase();
  return languages.find((words) => words.language === primary) ?? english;
}
