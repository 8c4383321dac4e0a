import { mfn } from '../../rdf/vocabulary.ts';
import { look, setsOf } from './concept.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:knownWords(value, attribute, sets)`: what the words within a text mean, of those that the mapping sets hold:
 * `t2_tse_sag` is T2. For names that people make up, of protocols and series. All other words go nowhere, not even
 * into the report of unmapped values, for they may be names of people.
 */
export const knownWords: LiftFunction = {
  iri: mfn.knownWords.value,
  required: ['value', 'attribute', 'sets'],
  constants: ['attribute', 'sets'],
  optional: [],
  lists: ['sets'],
  passes: [],
  call(values, context) {
    const attribute = values.one('attribute') ?? '';
    const sets = setsOf(values);
    const found = new Set<string>();
    for (const word of wordsOf(values.one('value') ?? '')) {
      // Looked up first and noted then: what is noted is kept.
      if (context.concepts.find(word, attribute, sets).length === 0) continue;
      for (const concept of look('states', word, attribute, sets, context)) found.add(concept);
    }
    return found.size === 0 ? nothing : [...found];
  },
};

/** Letters and digits in a row; an asterisk ends a word, for there is T2*. */
function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/[\p{L}\p{N}]+\*?/gu) ?? [])];
}
