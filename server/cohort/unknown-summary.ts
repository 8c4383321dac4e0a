import type { Column, RecordTable } from './record-table.ts';

/** How much of an attribute is unknown at a provider, whatever is asked. */
export interface UnknownSummary {
  /** Share of things without a known value, 0 to 1; a patient who lacks the things themselves counts as one. */
  readonly share: number;
  /** Distinct patients for whom some value is unknown. */
  readonly patients: number;
}

/** Columns never change, so each is summed up once. */
const summaries = new WeakMap<Column, UnknownSummary>();

export function unknownSummary(column: Column, table: RecordTable): UnknownSummary {
  const known = summaries.get(column);
  if (known !== undefined) return known;
  const summary = sumUp(column, table);
  summaries.set(column, summary);
  return summary;
}

function sumUp(column: Column, table: RecordTable): UnknownSummary {
  const touched = column.flagged.slice();
  const having = new Uint8Array(touched.length);
  for (const [patient, thing] of thingsOf(column, table)) {
    having[patient] = 1;
    if (column.unknown[thing] === 1) touched[patient] = 1;
  }
  let unknown = column.unknown.reduce((sum, flag) => sum + flag, 0);
  let all = column.unknown.length;
  let patients = 0;
  for (let patient = 0; patient < touched.length; patient++) {
    const missing = having[patient] === 0 && !column.attribute.closed && column.complete[patient] === 0;
    if (missing || column.flagged[patient] === 1) {
      unknown++;
      all++;
    }
    if (missing || touched[patient] === 1) patients++;
  }
  return { share: all === 0 ? 0 : unknown / all, patients };
}

/** Pairs of a patient and one of the patient's things of the column's level. */
function* thingsOf(column: Column, table: RecordTable): Generator<readonly [patient: number, thing: number]> {
  if (column.level === 'dataset') {
    for (const [pair, patient] of table.memberPatients.entries())
      yield [patient, table.memberDatasets[pair] ?? -1];
  } else if (column.level === 'patient') {
    for (const patient of table.things.patient.keys()) yield [patient, patient];
  } else {
    for (const [thing, patient] of table.patientOf[column.level].entries())
      if (patient >= 0) yield [patient, thing];
  }
}
