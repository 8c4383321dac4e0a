import { MeridianError } from '../errors.ts';
import { parseMappingSet } from './parse-mapping-set.ts';

/** One mapping of a word of a source, as it is to be written. */
export interface NewMappingRow {
  readonly word: string;
  /** CURIE of a predicate: `skos:exactMatch`. */
  readonly predicate: string;
  /** CURIE of the object; `sssom:NoTermFound` where nothing fits. */
  readonly object: string;
  readonly objectLabel?: string;
  /** CURIE of a justification (semapv): how it was found to hold. */
  readonly justification: string;
  /** CURIE of what the word was read in. */
  readonly source: string;
  readonly comment?: string;
}

/**
 * The text of a mapping set with a row more, of a word (SSSOM/TSV 1.1, `rdfs literal`). Everything before it stays as it
 * is, to the byte. Throws 'bad-mapping' where the set has no column for a part of the row or already maps the word, and
 * for a row that the set could not be read with.
 */
export function appendMappingRow(text: string, row: NewMappingRow, file: string): string {
  const before = parseMappingSet(text, { name: file, file });
  const word = row.word.trim();
  const known = before.rows.find((each) => each.literal && folded(each.subjectLabel ?? '') === folded(word));
  if (known !== undefined) {
    throw new MeridianError('bad-mapping', `The set maps this word already, to ${known.objectId}.`, {
      place: { file, line: known.line },
      advice: 'Edit that row, or choose another set.',
    });
  }
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const columns = (text.split(/\r?\n/).find((line) => !line.startsWith('#')) ?? '').split('\t');
  const missing = Object.entries(cellsOf(row)).find(
    ([name, value]) => value !== '' && !columns.includes(name),
  );
  if (missing !== undefined) {
    throw new MeridianError('bad-mapping', `The mapping set has no column ${missing[0]}.`, {
      place: { file },
    });
  }
  const line = writeMappingRow(row, columns);
  const after = `${text}${text.endsWith('\n') ? '' : end}${line}${end}`;
  const read = parseMappingSet(after, { name: file, file }).rows.at(-1);
  if (read?.subjectLabel !== word || read.objectId !== row.object) {
    throw new MeridianError('bad-mapping', 'The row could not be read back as it was written.', {
      place: { file },
    });
  }
  return after;
}

/** The columns of most mapping sets of words. */
export const usualColumns: readonly string[] = [
  'subject_label',
  'subject_type',
  'predicate_id',
  'object_id',
  'object_label',
  'mapping_justification',
  'mapping_source',
  'comment',
];

/** A row as a mapping set with these columns has it, without the line end. */
export function writeMappingRow(row: NewMappingRow, columns: readonly string[]): string {
  const cells = cellsOf(row);
  return columns.map((name) => written(cells[name] ?? '')).join('\t');
}

function cellsOf(row: NewMappingRow): Readonly<Record<string, string>> {
  return {
    subject_label: row.word.trim(),
    subject_type: 'rdfs literal',
    predicate_id: row.predicate,
    object_id: row.object,
    object_label: row.objectLabel ?? '',
    mapping_justification: row.justification,
    mapping_source: row.source,
    comment: row.comment ?? '',
  };
}

/** Words are compared as lifting compares them: case and runs of spaces do not count. */
function folded(word: string): string {
  return word.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function written(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
