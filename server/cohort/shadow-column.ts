import { mer } from '../rdf/vocabulary.ts';
import { buildColumn, newDraft } from './column-draft.ts';
import type { RecordEdit, ThingsChanged } from './record-edit.ts';
import { outside } from './record-table-builder.ts';
import type { Column, RecordTable } from './record-table.ts';
import type { Level } from '../ontology/attribute.ts';

const nothing: ReadonlySet<string> = new Set();

/**
 * A column as it would be after an edit: values that are renamed, lost and gained, and marks of values without a
 * meaning. `rowOf` gives the row of a thing of a level.
 */
export function shadowColumn(
  column: Column,
  table: RecordTable,
  { renamed }: Pick<RecordEdit, 'renamed'>,
  change: ThingsChanged | undefined,
  rowOf: (level: Level, iri: string) => number | undefined,
): Column {
  const moves = new Map<number, { lost: ReadonlySet<string>; gained: ReadonlySet<string> }>();
  for (const [iri, move] of change?.values ?? []) {
    const row = rowOf(column.level, iri);
    if (row !== undefined) moves.set(row, move);
  }
  const draft = newDraft(column.attribute, column.level);
  const add = (row: number, value: string): void => {
    const iri = value === mer.NotInScheme.value ? outside : value;
    const code = draft.dictionary.get(iri) ?? draft.dictionary.size;
    draft.dictionary.set(iri, code);
    draft.rows.push(row);
    draft.codes.push(code);
  };
  // An undescribed dataset counts as unmapped; it is told again when the column is built.
  column.unmapped.forEach((flag, row) => {
    if (flag === 1 && (column.level !== 'dataset' || table.described[row] === 1)) draft.unmapped.add(row);
  });
  column.rows.forEach((row, pair) => {
    const value = column.dictionary[column.codes[pair] ?? -1];
    if (value === undefined) return;
    if (moves.get(row)?.lost.has(value === outside ? mer.NotInScheme.value : value) === true) return;
    const now = renamed.has(value) ? renamed.get(value) : value;
    if (now === undefined) draft.unmapped.add(row);
    else add(row, now);
  });
  for (const [row, { gained = nothing }] of moves) for (const value of gained) add(row, value);
  const marks = change?.marks ?? new Map<string, boolean>();
  const elsewhere = new Map(column.elsewhere.map((place) => [`${place.level} ${place.row}`, place]));
  for (const [iri, marked] of marks) {
    for (const level of levels) {
      const row = rowOf(level, iri);
      if (row === undefined) continue;
      if (level === column.level) {
        if (marked) draft.unmapped.add(row);
        else draft.unmapped.delete(row);
      } else if (marked) elsewhere.set(`${level} ${row}`, { level, row });
      else elsewhere.delete(`${level} ${row}`);
    }
  }
  draft.elsewhere.push(...elsewhere.values());
  column.complete.forEach((flag, patient) => {
    if (flag === 1) draft.complete.add(patient);
  });
  return buildColumn(draft, table);
}

const levels: readonly Level[] = ['dataset', 'patient', 'condition', 'study', 'series'];
