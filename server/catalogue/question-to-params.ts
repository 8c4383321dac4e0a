import type { Filter, SearchQuestion } from './catalogue.ts';
import { searchLimits } from './parse-question.ts';

/** The address parameters of a search; what is as usual is left out. `parseQuestion` reads them back. */
export function questionToParams(question: SearchQuestion): URLSearchParams {
  const params = new URLSearchParams();
  if (question.text !== '') params.set('q', question.text);
  for (const filter of question.filters) {
    for (const value of filterValues(filter)) params.append(filter.attribute, value);
  }
  if (question.language !== 'en') params.set('lang', question.language);
  if (question.limit !== searchLimits.standard) params.set('limit', String(question.limit));
  if (question.offset !== 0) params.set('offset', String(question.offset));
  return params;
}

function filterValues(filter: Filter): readonly string[] {
  const range = filter.range === undefined ? [] : [`${filter.range.from ?? ''}..${filter.range.to ?? ''}`];
  return [...range, ...filter.values, ...filter.excluded.map((value) => `-${value}`)];
}
