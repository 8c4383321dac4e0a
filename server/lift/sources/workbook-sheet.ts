import type { Cells } from './table-rows.ts';
import type { DecimalSign } from './table-values.ts';
import { floatCell } from './table-values.ts';
import { dayCell } from './workbook-dates.ts';
import type { WorkbookParts } from './workbook-parts.ts';
import { unescaped } from './workbook-parts.ts';
import { readXml } from './workbook-xml.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Bytes of a sheet; it streams, so that this only ends what never ends. */
const maxSheet = 4 * 1024 ** 3;
/** What Excel itself allows. */
const [maxRows, maxColumns] = [1_048_576, 16_384];
/** The 32,767 characters that a cell may have, all of them escaped: `_x000A_`. */
const maxText = 7 * 32_767;

interface Cell {
  readonly type: string;
  readonly style: number;
  readonly column: number;
  text: string | undefined;
}

/**
 * The rows of a sheet from the first one with a cell on; a row that is left out is blank. Rows stream, and a row is as
 * long as its last cell. Throws where the sheet is damaged, or lies about where its cells are.
 */
export async function* sheetRows(
  archive: ZipArchive,
  path: string,
  parts: WorkbookParts,
  decimal: DecimalSign,
): AsyncGenerator<Cells> {
  const finished: { readonly number: number; readonly cells: Cells }[] = [];
  let [number, inText] = [0, false];
  let cells: (string | undefined)[] = [];
  let cell: Cell | undefined;
  const steps = readXml(archive.open(path, maxSheet), {
    open(element, { r, s, t }) {
      if (element === 'row') {
        const next = r === undefined ? number + 1 : Number(r);
        if (!(next > number && next <= maxRows)) throw new RangeError('a row is out of place');
        [number, cells] = [next, []];
      } else if (element === 'c') {
        const column = r === undefined ? cells.length : columnOf(r);
        if (!(column >= cells.length && column < maxColumns)) throw new RangeError('a cell is out of place');
        cell = { type: t ?? 'n', style: Number(s ?? -1), column, text: undefined };
      } else inText = element === 'v' || element === 't';
    },
    text(text) {
      if (!inText || cell === undefined) return;
      cell.text = (cell.text ?? '') + text;
      if (cell.text.length > maxText) throw new RangeError('a cell is too long');
    },
    close(element) {
      inText = false;
      if (element === 'c' && cell !== undefined) {
        const value = valueOf(cell, parts, decimal);
        while (cells.length < cell.column) cells.push(undefined);
        cells.push(value);
        cell = undefined;
      }
      if (element === 'row' && cells.some((each) => each !== undefined)) finished.push({ number, cells });
    },
  });
  let last = 0;
  for (let done: boolean | undefined = false; done !== true;) {
    ({ done } = await steps.next());
    for (const row of finished) {
      for (; last > 0 && last + 1 < row.number; last++) yield blank;
      last = row.number;
      yield row.cells;
    }
    finished.length = 0;
  }
}

const blank: Cells = [];

/** `B7` is 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The value of a cell by its type (ECMA-376 part 1, 18.18.11); an error is written as a CSV file has it, `#N/A`. */
function valueOf(
  { type, style, text }: Cell,
  parts: WorkbookParts,
  decimal: DecimalSign,
): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (type === 's') {
    const string = parts.strings[Number(text)];
    if (string === undefined) throw new RangeError('a string is not there');
    return string;
  }
  if (type === 'b') return text.trim() === '1' ? 'true' : 'false';
  if (type !== 'n') return unescaped(text);
  const number = Number(text);
  if (!Number.isFinite(number)) throw new RangeError('a number is none');
  const date = parts.dates[style] === true ? dayCell(number, parts.calendar) : undefined;
  return date ?? floatCell(number, decimal);
}
