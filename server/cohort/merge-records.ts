import type { Attribute } from '../ontology/attribute.ts';
import type { RecordTable } from './record-table.ts';
import { RecordTableBuilder } from './record-table-builder.ts';

/**
 * The records of several submissions of one provider as one table: what has the same IRI is one thing, so a patient
 * who occurs in several submissions counts once.
 */
export function mergeRecords(tables: readonly RecordTable[], attributes: readonly Attribute[]): RecordTable {
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return only;
  const builder = new RecordTableBuilder(attributes);
  for (const table of tables) addTable(builder, table);
  return builder.build();
}

function addTable(builder: RecordTableBuilder, table: RecordTable): void {
  const { things, patientOf, studyOfSeries } = table;
  const rows = {
    dataset: things.dataset.map((iri) => builder.thing('dataset', iri)),
    patient: things.patient.map((iri) => builder.thing('patient', iri)),
    condition: things.condition.map((iri) => builder.thing('condition', iri)),
    study: things.study.map((iri) => builder.thing('study', iri)),
    series: things.series.map((iri) => builder.thing('series', iri)),
  };
  const parents = [
    ['condition', patientOf.condition, rows.patient],
    ['study', patientOf.study, rows.patient],
    ['series', studyOfSeries, rows.study],
  ] as const;
  for (const [level, parentOf, parentRows] of parents) {
    parentOf.forEach((parent, at) => {
      const [row, target] = [rows[level][at], parentRows[parent]];
      if (row !== undefined && target !== undefined) builder.setParent(level, row, target);
    });
  }
  table.memberPatients.forEach((patient, at) => {
    const [member, dataset] = [rows.patient[patient], rows.dataset[table.memberDatasets[at] ?? -1]];
    if (member !== undefined && dataset !== undefined) builder.addMember(member, dataset);
  });
  for (const [at, row] of rows.dataset.entries()) if (table.described[at] === 1) builder.describeDataset(row);
  for (const [name, column] of table.columns) {
    const mine = rows[column.level];
    column.rows.forEach((at, pair) => {
      const row = mine[at];
      const iri = column.dictionary[column.codes[pair] ?? -1];
      const value = column.numbers[pair];
      if (row === undefined) return;
      if (iri !== undefined) builder.addCode(name, row, iri);
      else if (value !== undefined) builder.addNumber(name, row, value);
    });
    for (const [at, row] of mine.entries()) {
      // An undescribed dataset counts as unmapped in its table; another submission may describe it.
      const unmapped = column.unmapped[at] === 1 && (column.level !== 'dataset' || table.described[at] === 1);
      if (unmapped) builder.addUnmapped(name, column.level, row);
    }
    for (const { level, row } of column.elsewhere) {
      const target = rows[level][row];
      if (target !== undefined) builder.addUnmapped(name, level, target);
    }
    for (const [at, row] of rows.patient.entries())
      if (column.complete[at] === 1) builder.setComplete(name, row);
  }
}
