import type { Attribute, Level } from '../ontology/attribute.ts';
import type { Column, RecordTable } from './record-table.ts';

/** A column while it is being collected. */
export interface ColumnDraft {
  readonly attribute: Attribute;
  readonly level: Level;
  readonly rows: number[];
  readonly codes: number[];
  readonly numbers: number[];
  readonly dictionary: Map<string, number>;
  readonly unmapped: Set<number>;
  readonly elsewhere: { readonly level: Level; readonly row: number }[];
  readonly complete: Set<number>;
}

/** Whose values of an attribute a patient's truth is made of; undefined where records have none. */
export function columnLevel(attribute: Attribute): Level | undefined {
  if (attribute.record !== undefined) return attribute.record.level;
  return attribute.catalogue !== undefined && attribute.scheme !== undefined ? 'dataset' : undefined;
}

export function newDraft(attribute: Attribute, level: Level): ColumnDraft {
  return {
    attribute,
    level,
    rows: [],
    codes: [],
    numbers: [],
    dictionary: new Map(),
    unmapped: new Set(),
    elsewhere: [],
    complete: new Set(),
  };
}

export function buildColumn(
  draft: ColumnDraft,
  table: Pick<RecordTable, 'things' | 'patientOf' | 'described'>,
): Column {
  const { attribute, level, elsewhere } = draft;
  const size = table.things[level].length;
  const unmapped = rowFlags(draft.unmapped, size);
  // What the catalogue plane does not describe is not known, whatever the attribute says about absence.
  if (level === 'dataset') unmapped.forEach((_, row) => table.described[row] === 0 && (unmapped[row] = 1));
  const known = rowFlags(draft.rows, size);
  const flagged = new Uint8Array(table.things.patient.length);
  for (const place of elsewhere) {
    const patient = patientOf(place.level, place.row, table);
    if (patient >= 0) flagged[patient] = 1;
  }
  return {
    attribute,
    level,
    rows: Int32Array.from(draft.rows),
    codes: Int32Array.from(draft.codes),
    dictionary: [...draft.dictionary.keys()],
    numbers: Float64Array.from(draft.numbers),
    unmapped,
    unknown: unmapped.map((flag, row) => (flag === 1 || (!attribute.closed && known[row] === 0) ? 1 : 0)),
    elsewhere,
    flagged,
    complete: rowFlags(draft.complete, table.things.patient.length),
  };
}

function patientOf(level: Level, row: number, table: Pick<RecordTable, 'patientOf'>): number {
  if (level === 'patient') return row;
  return level === 'dataset' ? -1 : (table.patientOf[level][row] ?? -1);
}

export function rowFlags(rows: Iterable<number>, size: number): Uint8Array {
  const set = new Uint8Array(size);
  for (const row of rows) set[row] = 1;
  return set;
}
