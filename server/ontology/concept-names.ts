import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import type { Concept, ConceptMatch, SearchOptions } from './concept.ts';
import { foldWords } from './fold-words.ts';

/** What is longer is no name, and so many words no question; comparing it would cost more than it helps. */
const longestText = 100;
const mostWords = 12;

const usual = 20;

/** How much more a name counts that is exactly what was asked for, and one in the reader's language. */
const weights = { exact: 10, language: 1.5 } as const;

interface Name {
  readonly id: number;
  readonly concept: Concept;
  readonly text: string;
  readonly words: readonly string[];
  /** Absent for synonyms and codes. */
  readonly language?: string;
  /** A code, which only who looks for what is near a code wants to find. */
  readonly isCode: boolean;
}

/** All names of all concepts, for search by the beginnings of words and by words with typing errors. */
export class ConceptNames {
  readonly #names: readonly Name[];
  readonly #index: MiniSearch<Name>;

  constructor(concepts: Iterable<Concept>) {
    const names: Name[] = [];
    for (const concept of concepts) addNames(concept, names);
    this.#names = names;
    this.#index = new MiniSearch(indexOptions);
    this.#index.addAll(names);
  }

  /** Concepts with a name that has all words of the text, each concept once, best first. */
  search(text: string, { scheme, language, limit = usual }: SearchOptions = {}): readonly ConceptMatch[] {
    return this.#find(
      text,
      limit,
      ({ isCode, concept }) => !isCode && (scheme === undefined || concept.scheme.value === scheme),
      language,
    );
  }

  /** As {@link search}, by codes too: concepts that somebody who mistyped a code or a name may mean. */
  near(text: string, limit: number): readonly Concept[] {
    const words = foldWords(text.slice(0, longestText + 1)).filter((word) => word.length > 1);
    return this.#find(words.join(' '), limit, () => true).map(({ concept }) => concept);
  }

  #find(
    text: string,
    limit: number,
    wanted: (name: Name) => boolean,
    language?: string,
  ): readonly ConceptMatch[] {
    if (text.length > longestText) return [];
    const words = [...new Set(foldWords(text))];
    if (words.length === 0 || words.length > mostWords) return [];
    const asked = foldWords(text).join(' ');
    const best = new Map<Concept, { readonly name: Name; readonly score: number }>();
    const hits = this.#index.search(words.join(' '), {
      filter: ({ id }: SearchResult) => {
        const name = this.#names[id as number];
        return name !== undefined && wanted(name);
      },
    });
    for (const hit of hits) {
      const name = this.#names[hit.id as number];
      if (name === undefined) continue;
      const score =
        hit.score *
        // Of two names that have what was asked for, the one that says little else comes first.
        Math.sqrt(words.length / name.words.length) *
        (name.words.join(' ') === asked ? weights.exact : 1) *
        (language !== undefined && name.language === language ? weights.language : 1);
      if (score > (best.get(name.concept)?.score ?? 0)) best.set(name.concept, { name, score });
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || (a.name.concept.curie < b.name.concept.curie ? -1 : 1))
      .slice(0, Math.max(0, limit))
      .map(({ name }) => ({
        concept: name.concept,
        name: name.text,
        ...(name.language === undefined ? {} : { language: name.language }),
      }));
  }
}

const indexOptions: Options<Name> = {
  fields: ['text'],
  extractField: (name, field) => (field === 'id' ? name.id : name.text) as never,
  tokenize: (text) => [...foldWords(text)],
  processTerm: (word) => word,
  searchOptions: {
    combineWith: 'AND',
    prefix: (word) => word.length > 1,
    // One typing error in a word of four letters, two in one of eight.
    fuzzy: (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2),
  },
};

function addNames(concept: Concept, names: Name[]): void {
  const seen = new Set<string>();
  const add = (text: string, language: string | undefined, isCode: boolean): void => {
    if (seen.has(text)) return;
    seen.add(text);
    const words = foldWords(text);
    const id = names.length;
    names.push({ id, concept, text, words, isCode, ...(language === undefined ? {} : { language }) });
  };
  for (const [language, label] of concept.labels) add(label, language, false);
  for (const synonym of concept.synonyms) add(synonym, undefined, false);
  add(concept.curie, undefined, true);
}
