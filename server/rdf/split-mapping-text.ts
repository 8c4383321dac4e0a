import { parse as parseCsv } from 'csv-parse/sync';
import { MeridianError } from '../errors.ts';
import type { TableRow } from './read-mapping-row.ts';

/** The two parts of an SSSOM/TSV file. */
export interface SplitText {
  /** The YAML of the header, without the `#` of each line; a line of it stands on the same line of the file. */
  readonly yaml: string;
  /**
   * The rows of the table, before anything of them is understood. Throws MeridianError 'bad-mapping' with file and line
   * for what is no table.
   */
  readonly rows: () => readonly TableRow[];
}

/** Takes an SSSOM/TSV file apart. */
export function splitMappingText(text: string, file: string): SplitText {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const found = lines.findIndex((line) => !line.startsWith('#'));
  const headerLength = found < 0 ? lines.length : found;
  const table = lines.slice(headerLength).join('\n');
  return {
    yaml: headerYaml(lines.slice(0, headerLength)),
    rows: () => splitTable(table, headerLength) ?? parseTable(table, headerLength, file),
  };
}

/** Writers differ in whether a blank follows the `#`: it goes where every line has it. */
function headerYaml(lines: readonly string[]): string {
  const bare = lines.map((line) => line.slice(1));
  const spaced = bare.every((line) => line.trim() === '' || line.startsWith(' '));
  return (spaced ? bare.map((line) => line.slice(1)) : bare).join('\n');
}

/** The rows of a table as nearly all are: cells that hold no line ends, and not more of them than columns. */
function splitTable(table: string, linesBefore: number): TableRow[] | undefined {
  if (table.includes('\r')) return undefined;
  const [header, ...lines] = table.split('\n');
  const columns = header?.split('\t') ?? [];
  if (columns.some((name) => name.startsWith('"')) || new Set(columns).size < columns.length)
    return undefined;
  const rows: TableRow[] = [];
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const cells: Record<string, string> = {};
    for (const [column, written] of line.split('\t').entries()) {
      const name = columns[column];
      const value = unquote(written);
      if (name === undefined || value === undefined) return undefined;
      cells[name] = value;
    }
    rows.push({ line: linesBefore + at + 2, cells });
  }
  return rows;
}

/** Undefined for a cell that begins with a quotation mark and does not end with its counterpart. */
function unquote(cell: string): string | undefined {
  if (!cell.startsWith('"')) return cell;
  return /^"(?:[^"]|"")*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : undefined;
}

function parseTable(table: string, linesBefore: number, file: string): TableRow[] {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parseCsv(table, {
      delimiter: '\t',
      columns: true,
      info: true,
      relax_quotes: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
    }) as unknown as typeof records;
  } catch (error) {
    throw new MeridianError('bad-mapping', 'The table of the mapping set could not be read.', {
      place: { file, line: linesBefore + errorLine(error) },
      advice: 'Every row needs as many tab-separated cells as the header.',
      cause: error,
    });
  }
  // csv-parse counts the line a record ends on; a row of a mapping set stands on one line.
  return records.map(({ record, info }) => ({ line: linesBefore + info.lines, cells: record }));
}

function errorLine(error: unknown): number {
  return typeof error === 'object' && error !== null && 'lines' in error && typeof error.lines === 'number'
    ? error.lines
    : 1;
}
