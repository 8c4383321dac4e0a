import type { Terms } from '../../ontology/terms/terms.ts';
import type { TermHit, TermSearch } from './term-results.ts';

/** How many hits of a search are shown. */
const mostHits = 40;

/** Concepts by name and code, typing mistakes forgiven; after them what else has these words in its name. */
export function findTerms(text: string, language: string, terms: Terms): TermSearch {
  const named = terms.find(text)?.term;
  const concepts = terms.ontology
    .search(text, { language, limit: Infinity })
    .flatMap(({ concept, name }): TermHit[] => {
      const term = terms.term(concept.iri.value);
      return term === undefined ? [] : [{ term, name }];
    });
  const hits = [
    ...(named === undefined ? [] : [{ term: named }]),
    ...concepts.filter(({ term }) => term !== named),
    ...terms
      .search(text, Infinity)
      .filter((term) => term !== named)
      .map((term): TermHit => ({ term })),
  ];
  return { text, total: hits.length, hits: hits.slice(0, mostHits), language };
}
