import { ByteBuffer } from './byte-buffer.ts';
import type { ByteRow } from './byte-row.ts';
import { textOf } from './byte-row.ts';
import type { Results } from './result-cache.ts';

/** Writes a term for a row in which all its slots have values; false, with nothing written, where they make none. */
export type AppendTerm = (row: ByteRow, out: ByteBuffer) => boolean;

/** A compiled term map: the terms it makes of a row, as N-Quads write them. */
export type ByteTerm =
  | { readonly kind: 'constant'; readonly bytes: Uint8Array }
  | { readonly kind: 'one'; readonly slots: readonly number[]; readonly append: AppendTerm }
  | { readonly kind: 'many'; readonly results: (row: ByteRow) => Results };

/** Whether all these slots have a value. */
export function hasAll(row: ByteRow, slots: readonly number[]): boolean {
  const { starts, columns } = row;
  for (const slot of slots) if ((starts[columns[slot] ?? 0] ?? -1) < 0) return false;
  return true;
}

interface SubjectTerm {
  readonly termType: 'NamedNode' | 'BlankNode';
  readonly value: string;
}

const escapedCharacter = /\\u([0-9A-F]{4})/g;

function unescaped(_escape: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** Terms of a row, written one behind the other. */
export class TermSpans {
  readonly buffer = new ByteBuffer(256);
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  /** A term that stands between these places, as those know it who ask what was made. */
  static termsOf(bytes: Uint8Array, start: number, end: number): SubjectTerm[] {
    const text = textOf(bytes, start, end);
    return text.startsWith('<')
      ? [{ termType: 'NamedNode', value: text.slice(1, -1).replace(escapedCharacter, unescaped) }]
      : [{ termType: 'BlankNode', value: text.slice(2) }];
  }

  terms(): SubjectTerm[] {
    return this.starts.flatMap((start, index) =>
      TermSpans.termsOf(this.buffer.bytes, start, this.ends[index] ?? 0),
    );
  }

  /** Takes the terms of a row, in place of those before. */
  take(term: ByteTerm, row: ByteRow): void {
    if (term.kind === 'many') {
      this.takeResults(term.results(row));
      return;
    }
    const { buffer, starts, ends } = this;
    buffer.at = starts.length = ends.length = 0;
    if (term.kind === 'constant') buffer.append(term.bytes);
    else if (!hasAll(row, term.slots) || !term.append(row, buffer)) return;
    starts.push(0);
    ends.push(buffer.at);
  }

  takeResults({ bytes, count, starts: from, ends: to }: Results): void {
    const { buffer, starts, ends } = this;
    buffer.at = starts.length = ends.length = 0;
    for (let index = 0; index < count; index++) {
      starts.push(buffer.at);
      buffer.appendSpan(bytes, from[index] ?? 0, to[index] ?? 0);
      ends.push(buffer.at);
    }
  }
}
