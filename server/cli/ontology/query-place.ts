import { join } from 'node:path';
import type { Place } from '../../errors.ts';
import type { LibraryQuery } from '../../query/query-library.ts';

/** The file of a query of the library, and the line on which it begins: behind header and prefixes. */
export function queryPlace(folder: string, { folder: room, name, text }: LibraryQuery): Place {
  const line = text.split('\n').findIndex((each) => !/^(#.*|PREFIX .*|\s*)$/i.test(each)) + 1;
  return { file: join(folder, room, `${name}.rq`), line: Math.max(line, 1) };
}
