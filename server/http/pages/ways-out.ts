import type { Catalogue, SearchQuestion } from '../../catalogue/catalogue.ts';
import { withoutFilter } from './question-changes.ts';

/** The name that the searched words have among the conditions; the others are named by their attribute. */
export const textCondition = 'text';

/** What would be found if these conditions were dropped. */
export interface WayOut {
  readonly without: readonly string[];
  readonly total: number;
}

/** At most so many are shown. */
const most = 3;

/**
 * The conditions that cost the most, each with what the catalogue holds without it; best first. Where nothing fits
 * and no single condition is to blame, the filters together, then everything.
 */
export function waysOut(catalogue: Pick<Catalogue, 'search'>, question: SearchQuestion): readonly WayOut[] {
  const total = (asked: SearchQuestion): number => catalogue.search({ ...asked, limit: 0, offset: 0 }).total;
  const now = total(question);
  const filters = question.filters.map(({ attribute }) => attribute);
  const conditions = question.text === '' ? filters : [...filters, textCondition];
  const widen = (without: readonly string[]): WayOut[] => {
    const way = { without, total: total(dropConditions(question, without)) };
    return way.total > now ? [way] : [];
  };
  // Dropping the only condition is "all datasets", which the page says anyway.
  const single =
    conditions.length < 2 && now > 0 ? [] : conditions.flatMap((condition) => widen([condition]));
  if (single.length > 0 || now > 0) return single.sort((a, b) => b.total - a.total).slice(0, most);
  return [filters, conditions]
    .filter((group) => group.length > 1)
    .flatMap(widen)
    .slice(0, 1);
}

/** The question without these conditions, from its first page. */
export function dropConditions(question: SearchQuestion, conditions: readonly string[]): SearchQuestion {
  const less = conditions.reduce((left, condition) => withoutFilter(left, condition), question);
  return { ...less, offset: 0, text: conditions.includes(textCondition) ? '' : question.text };
}
