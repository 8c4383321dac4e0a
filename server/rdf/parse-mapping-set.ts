import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { MeridianError } from '../errors.ts';
import type { TableRow } from './read-mapping-row.ts';
import { readMappingRow, slotText } from './read-mapping-row.ts';
import type { MappingSet, MappingSetMetadata } from './sssom.ts';
import { owl, rdf, rdfs, semapv, skos, sssom, xsd } from './vocabulary.ts';

/** The prefixes that every SSSOM file may use undeclared (SSSOM, "CURIE map"). */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['owl', owl.namespace],
  ['rdf', rdf.namespace],
  ['rdfs', rdfs.namespace],
  ['semapv', semapv.namespace],
  ['skos', skos.namespace],
  ['sssom', sssom.namespace],
  ['xsd', xsd.namespace],
]);

export interface ParseMappingSetOptions {
  readonly name: string;
  /** Named in errors. */
  readonly file: string;
  /** The YAML of a file beside the table, for tables without a header of their own. */
  readonly externalMetadata?: string;
}

/** SSSOM/TSV text to a mapping set. Throws MeridianError 'bad-mapping' with file and line. */
export function parseMappingSet(text: string, options: ParseMappingSetOptions): MappingSet {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const found = lines.findIndex((line) => !line.startsWith('#'));
  const headerLength = found < 0 ? lines.length : found;
  const yaml = options.externalMetadata ?? headerYaml(lines.slice(0, headerLength));
  const metadata = readMetadata(yaml, options.file);
  const rows = readTable(lines.slice(headerLength).join('\n'), headerLength, options.file).map((row) =>
    readMappingRow(row, metadata, options.file),
  );
  return { name: options.name, file: options.file, metadata, rows };
}

/** Writers differ in whether a blank follows the `#`: it goes where every line has it. */
function headerYaml(lines: readonly string[]): string {
  const bare = lines.map((line) => line.slice(1));
  const spaced = bare.every((line) => line.trim() === '' || line.startsWith(' '));
  return (spaced ? bare.map((line) => line.slice(1)) : bare).join('\n');
}

function readMetadata(yaml: string, file: string): MappingSetMetadata {
  let slots: unknown;
  try {
    slots = parseYaml(yaml);
  } catch (error) {
    const reason = error instanceof YAMLParseError ? ` ${error.message.split('\n')[0] ?? ''}` : '';
    throw new MeridianError('bad-mapping', `The metadata of the mapping set are not YAML.${reason}`, {
      place: { file, line: error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1 },
      advice: 'Put text that holds a colon between quotation marks.',
      cause: error,
    });
  }
  const record: Record<string, unknown> = isRecord(slots) ? slots : {};
  const curieMap = new Map(builtIn);
  const declared = record['curie_map'];
  if (isRecord(declared)) {
    for (const [prefix, namespace] of Object.entries(declared)) curieMap.set(prefix, String(namespace));
  }
  return {
    id: slotText(record['mapping_set_id']),
    version: slotText(record['mapping_set_version']),
    license: slotText(record['license']),
    curieMap,
    slots: record,
  };
}

function readTable(table: string, linesBefore: number, file: string): TableRow[] {
  return splitTable(table, linesBefore) ?? parseTable(table, linesBefore, file);
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function errorLine(error: unknown): number {
  return typeof error === 'object' && error !== null && 'lines' in error && typeof error.lines === 'number'
    ? error.lines
    : 1;
}
