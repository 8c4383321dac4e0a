import { createHash } from 'node:crypto';
import type { SearchQuestion } from '../catalogue/catalogue.ts';
import { MeridianError } from '../errors.ts';

/** A place in the answer to one question: behind the dataset `id`, which stood at `position`. */
export interface Cursor {
  readonly position: number;
  readonly id: string;
}

/** An opaque cursor (Relay cursor connections, 3.1): it names the dataset, so that it holds when others come or go. */
export function encodeCursor(cursor: Cursor, question: SearchQuestion): string {
  const parts = [fingerprint(question), cursor.position, cursor.id];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor back; throws `bad-request` where it is not one, or belongs to another question. */
export function decodeCursor(text: string, question: SearchQuestion): Cursor {
  const parts = parse(text);
  const [asked, position, id] = parts ?? [];
  if (typeof asked !== 'string' || !isPosition(position) || typeof id !== 'string') {
    throw new MeridianError('bad-request', 'The value of `after` is no cursor.', {
      advice: 'Pass the endCursor of the page before.',
    });
  }
  if (asked !== fingerprint(question)) {
    throw new MeridianError('bad-request', 'The cursor belongs to another question.', {
      advice: 'Keep text, filters and language as they were, or leave out `after` to start anew.',
    });
  }
  return { position, id };
}

function parse(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Equal for equal questions, whatever the page. */
function fingerprint({ text, filters, language }: SearchQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify([text, filters, language]))
    .digest('base64url')
    .slice(0, 8);
}
