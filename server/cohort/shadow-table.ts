import type { Attribute, Level } from '../ontology/attribute.ts';
import { mergeRecords } from './merge-records.ts';
import type { RecordEdit, ThingsChanged } from './record-edit.ts';
import { RecordTableBuilder } from './record-table-builder.ts';
import type { Column, RecordTable } from './record-table.ts';
import { shadowColumn } from './shadow-column.ts';

type Changes = ReadonlyMap<string, ThingsChanged>;

const unchanged: Changes = new Map();

/** The table of a submission as it would be after an edit; it shares the columns that do not change. */
export function shadowTable(
  table: RecordTable,
  edit: Pick<RecordEdit, 'renamed'>,
  attributes: readonly Attribute[],
  changes: Changes = unchanged,
): RecordTable {
  const rowOf = rowsOf(table, namedIn(changes));
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) {
    const change = changes.get(name);
    if (change !== undefined || column.dictionary.some((value) => edit.renamed.has(value)))
      columns.set(name, shadowColumn(column, table, edit, change, rowOf));
  }
  if (columns.size === 0) return table;
  const edited: RecordTable = {
    ...table,
    columns: new Map([...table.columns, ...columns]),
    patientOf: withoutGone(table, changes, rowOf),
  };
  const appearing = appearingRecords(changes, attributes, rowOf);
  return appearing === undefined ? edited : mergeRecords([edited, appearing], attributes);
}

/** Rows of things that changes name, found in one pass: most things are not named. */
function rowsOf(
  table: RecordTable,
  named: ReadonlySet<string>,
): (level: Level, iri: string) => number | undefined {
  const rows = new Map<Level, Map<string, number>>();
  if (named.size === 0) return () => undefined;
  for (const level of ['dataset', 'patient', 'condition', 'study', 'series'] as const) {
    const own = new Map<string, number>();
    table.things[level].forEach((iri, row) => {
      if (named.has(iri)) own.set(iri, row);
    });
    rows.set(level, own);
  }
  return (level, iri) => rows.get(level)?.get(iri);
}

function namedIn(changes: Changes): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { values, marks, gone, appearing } of changes.values()) {
    for (const each of [values, marks, appearing]) for (const iri of each.keys()) named.add(iri);
    for (const iri of gone) named.add(iri);
  }
  return named;
}

/** What is gone is nobody's: whatever stands on it counts for no patient. */
function withoutGone(
  { patientOf }: RecordTable,
  changes: Changes,
  rowOf: (level: Level, iri: string) => number | undefined,
): RecordTable['patientOf'] {
  const gone = [...changes.values()].flatMap((change) => [...change.gone]);
  if (gone.length === 0) return patientOf;
  const own = {
    condition: patientOf.condition.slice(),
    study: patientOf.study.slice(),
    series: patientOf.series.slice(),
  };
  for (const iri of gone) {
    for (const level of ['condition', 'study', 'series'] as const) {
      const row = rowOf(level, iri);
      if (row !== undefined) own[level][row] = -1;
    }
  }
  return own;
}

/**
 * Conditions that would be made of diagnoses which patients have and nobody has read: what they are is known, when
 * they began is not, so that a count with ages or years is wider than it would be.
 */
function appearingRecords(
  changes: Changes,
  attributes: readonly Attribute[],
  rowOf: (level: Level, iri: string) => number | undefined,
): RecordTable | undefined {
  const builder = new RecordTableBuilder(attributes);
  let any = false;
  for (const [name, { appearing }] of changes) {
    if (builder.attributes.find(({ attribute }) => attribute.name === name)?.level !== 'condition') continue;
    for (const [iri, values] of appearing) {
      if (rowOf('patient', iri) === undefined) continue;
      any = true;
      for (const value of values) {
        const condition = builder.thing('condition', `${iri} ${name} ${value}`);
        builder.setParent('condition', condition, builder.thing('patient', iri));
        builder.addCode(name, condition, value);
      }
    }
  }
  return any ? builder.build() : undefined;
}
