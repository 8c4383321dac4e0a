import type { ByteRow } from './byte-row.ts';

/**
 * The texts of these columns of a record, at their positions; empty cells have none. Nearly all records are ASCII: they
 * are decoded once, and their cells are parts of that.
 */
export function cellTexts(row: ByteRow, columns: readonly number[]): (string | undefined)[] {
  const { starts, ends, begin, end, made, buffer } = row;
  const texts = new Array<string | undefined>(row.width).fill(undefined);
  const parts = row.ascii && !row.changed && end - begin <= longRecord;
  const whole = parts ? buffer.toString('latin1', begin, end) : '';
  for (const column of columns) {
    // An optional column may not be there.
    if (column < 0) continue;
    const from = starts[made + column] ?? 0;
    const to = ends[made + column] ?? 0;
    if (to > from)
      texts[column] = parts ? whole.slice(from - begin, to - begin) : buffer.toString('utf8', from, to);
  }
  return texts;
}

/** Cells of longer records are decoded one by one: a part of a text holds all of it in memory. */
const longRecord = 4096;
