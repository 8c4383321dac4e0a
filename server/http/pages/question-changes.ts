import type { Filter, SearchQuestion } from '../../catalogue/catalogue.ts';

/** The question without one filter, from its first page. */
export function withoutFilter(question: SearchQuestion, attribute: string): SearchQuestion {
  return {
    ...question,
    offset: 0,
    filters: question.filters.filter((filter) => filter.attribute !== attribute),
  };
}

/** The question with one value chosen, or no longer chosen where it was, from its first page. */
export function toggleValue(question: SearchQuestion, attribute: string, value: string): SearchQuestion {
  const found = question.filters.find((filter) => filter.attribute === attribute);
  const before = found ?? { attribute, values: [], excluded: [] };
  const values = before.values.includes(value)
    ? before.values.filter((one) => one !== value)
    : [...before.values, value];
  const after: Filter = { ...before, values };
  const says = values.length > 0 || after.excluded.length > 0 || after.range !== undefined;
  const filters = question.filters.flatMap((filter) => (filter === found ? (says ? [after] : []) : [filter]));
  return { ...question, offset: 0, filters: found === undefined ? [...filters, after] : filters };
}
