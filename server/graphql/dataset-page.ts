import type { Catalogue, DatasetView, SearchQuestion } from '../catalogue/catalogue.ts';
import { MeridianError } from '../errors.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** At most so many datasets in one page. */
export const largestPage = 200;

/** One page of datasets (Relay cursor connections, section 2). */
export interface DatasetPage {
  readonly question: SearchQuestion;
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: DatasetView }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | undefined;
    readonly endCursor: string | undefined;
  };
}

export type AskedQuestion = Omit<SearchQuestion, 'limit' | 'offset'>;

/** The first datasets behind a cursor. Throws `bad-request` for a page that is too large, or a cursor that is none. */
export function datasetPage(
  catalogue: Catalogue,
  asked: AskedQuestion,
  first: number,
  after: string | undefined,
): DatasetPage {
  if (first < 0 || first > largestPage) {
    throw new MeridianError('bad-request', `\`first\` is ${first}; it may be 0 to ${largestPage}.`, {
      advice: 'Ask for smaller pages and follow endCursor.',
    });
  }
  const offset = after === undefined ? 0 : offsetBehind(catalogue, asked, after);
  const question: SearchQuestion = { ...asked, limit: first, offset };
  const { items, total } = catalogue.search(question);
  const edges = items.map((node, index) => ({
    cursor: encodeCursor({ position: offset + index, id: node.id }, question),
    node,
  }));
  return {
    question,
    totalCount: total,
    edges,
    pageInfo: {
      hasNextPage: offset + items.length < total,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor,
      endCursor: edges.at(-1)?.cursor,
    },
  };
}

/**
 * How many datasets stand before the page. The dataset that the cursor names is looked for where it stood, then
 * everywhere; where it has gone, its old place counts.
 */
function offsetBehind(catalogue: Catalogue, asked: AskedQuestion, after: string): number {
  const cursor = decodeCursor(after, { ...asked, limit: 0, offset: 0 });
  const [there] = catalogue.search({ ...asked, limit: 1, offset: cursor.position }).items;
  if (there?.id === cursor.id) return cursor.position + 1;
  const { total } = catalogue.search({ ...asked, limit: 0, offset: 0 });
  const { items } = catalogue.search({ ...asked, limit: total, offset: 0 });
  const moved = items.findIndex(({ id }) => id === cursor.id);
  return moved < 0 ? Math.min(cursor.position, total) : moved + 1;
}
