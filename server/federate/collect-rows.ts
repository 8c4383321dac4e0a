import type { Bindings } from '@rdfjs/types';
import { MeridianError } from '../errors.ts';
import { refuse } from './plan/refuse.ts';
import type { Row } from './rows.ts';

export interface CollectOptions {
  /** Milliseconds. */
  readonly deadline: number;
  readonly maximumRows: number;
}

/** A stream that can be ended from outside, as Comunica's streams can. */
interface EndableStream<T> extends AsyncIterable<T> {
  destroy(error?: Error): void;
}

/** Reads a stream to its end. Throws `timeout` past the deadline, `unsupported-query` past the most rows. */
export async function collect<T>(
  stream: EndableStream<T>,
  { deadline, maximumRows }: CollectOptions,
): Promise<readonly T[]> {
  const items: T[] = [];
  const late = new MeridianError('timeout', `The nodes' answers were not joined within ${deadline} ms.`, {
    advice: 'Narrow the query, so that fewer rows have to be joined.',
  });
  const timer = setTimeout(() => {
    stream.destroy(late);
  }, deadline);
  try {
    for await (const item of stream) {
      items.push(item);
      if (items.length > maximumRows) {
        throw refuse('The answer', `it has too many rows (more than ${maximumRows})`, 'Add a LIMIT.');
      }
    }
    return items;
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}

export function rowOf(bindings: Bindings): Row {
  return new Map([...bindings].map(([name, term]) => [name.value, term]));
}
