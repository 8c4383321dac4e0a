import type { Terms } from '../../ontology/terms/terms.ts';
import type { TermSearch } from '../pages/term-results.ts';

/** A search for terms as JSON: each with the name by which it was found, where that is not its label. */
export function termSearchView({ total, hits, language }: TermSearch, terms: Terms): Record<string, unknown> {
  return {
    total,
    items: hits.map(({ term, name }) => {
      const { text } = terms.label(term, language);
      return {
        iri: term.iri,
        code: term.curie,
        label: text,
        scheme: term.concept?.scheme.value ?? null,
        kind: term.kind,
        foundAs: name === undefined || name === text || name === term.curie ? null : name,
      };
    }),
  };
}
