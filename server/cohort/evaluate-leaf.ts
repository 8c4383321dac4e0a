import type { CompiledLeaf } from './compiled-definition.ts';
import type { Column, RecordTable } from './record-table.ts';
import { everywhere, gather, lookUp, no, raise, unknown, yes, type Truth } from './truth.ts';

/** What a truth is said of. */
export type Focus = 'patient' | 'study' | 'series';

/** A provider's records as they are evaluated. */
export interface ProviderRecords {
  readonly provider: string;
  readonly table: RecordTable;
}

/**
 * The truth of a leaf by thing of the focus. Said of a patient, it is about any of the patient's things of the
 * attribute's level; said of a study or series, about that thing, what is below it, or the patient whose it is.
 */
export function evaluateLeaf(leaf: CompiledLeaf, focus: Focus, records: ProviderRecords): Truth {
  const { table, provider } = records;
  const size = table.things[focus].length;
  if (leaf.test.kind === 'unanswerable') return everywhere(size, unknown);
  if (leaf.test.kind === 'provider') return everywhere(size, leaf.test.ids.has(provider) ? yes : no);
  const column = table.columns.get(leaf.attribute.name);
  if (column === undefined) return everywhere(size, unknown);
  const things = thingTruth(leaf, column, table);
  if (focus === 'patient') return ofPatients(leaf, column, things, table);
  if (column.level === focus) return things;
  if (column.level === 'study') return lookUp(things, table.studyOfSeries);
  if (column.level === 'series') return ofStudies(leaf, column, things, table);
  return lookUp(ofPatients(leaf, column, things, table), table.patientOf[focus]);
}

/** True where a patient without any thing of the column's level might have one with a value, for all that is known. */
export function mayHoldMore(column: Column, patient: number): boolean {
  return column.flagged[patient] === 1 || (!column.attribute.closed && column.complete[patient] === 0);
}

/** False where a code of the leaf is not known here: then whatever is not certain is unknown. */
export function isDefinite(leaf: CompiledLeaf): boolean {
  return leaf.test.kind !== 'concepts' || !leaf.test.unknownIn;
}

/** By thing of the attribute's level. */
function thingTruth(leaf: CompiledLeaf, column: Column, table: RecordTable): Truth {
  const { test } = leaf;
  const truth = column.unknown.slice();
  if (test.kind === 'range') {
    for (let pair = 0; pair < column.rows.length; pair++) {
      const value = column.numbers[pair] ?? NaN;
      if (value >= test.from && value <= test.to) truth[column.rows[pair] ?? 0] = yes;
    }
  } else if (test.kind === 'concepts') {
    const found = test.unknownExcept ? unknown : yes;
    const wanted = Uint8Array.from(column.dictionary, (iri) =>
      test.doubtful.has(iri) ? unknown : test.wanted.has(iri) ? found : no,
    );
    for (let pair = 0; pair < column.rows.length; pair++) {
      const value = wanted[column.codes[pair] ?? 0] ?? no;
      const row = column.rows[pair] ?? 0;
      if (value > (truth[row] ?? no)) truth[row] = value;
    }
  }
  if (!isDefinite(leaf)) raise(truth, everywhere(truth.length, unknown));
  // An unmapped value that stands elsewhere may be about any of the patient's things.
  if (column.elsewhere.length > 0 && column.level !== 'dataset') {
    raise(
      truth,
      column.level === 'patient' ? column.flagged : lookUp(column.flagged, table.patientOf[column.level]),
    );
  }
  return truth;
}

function ofPatients(leaf: CompiledLeaf, column: Column, things: Truth, table: RecordTable): Truth {
  if (column.level === 'patient') return things;
  const patients = table.things.patient.length;
  const having = new Uint8Array(patients);
  let result: Truth;
  if (column.level === 'dataset') {
    result = new Uint8Array(patients);
    table.memberPatients.forEach((patient, pair) => {
      const value = things[table.memberDatasets[pair] ?? 0] ?? no;
      if (value > (result[patient] ?? no)) result[patient] = value;
      having[patient] = 1;
    });
  } else {
    const parents = table.patientOf[column.level];
    result = gather(things, parents, patients);
    for (const patient of parents) if (patient >= 0) having[patient] = 1;
  }
  for (let patient = 0; patient < patients; patient++) {
    if (result[patient] !== no) continue;
    const possible =
      having[patient] === 1
        ? column.flagged[patient] === 1
        : !isDefinite(leaf) || mayHoldMore(column, patient);
    if (possible) result[patient] = unknown;
  }
  return result;
}

/** Of a study: any of its series. */
function ofStudies(leaf: CompiledLeaf, column: Column, things: Truth, table: RecordTable): Truth {
  const studies = table.things.study.length;
  const result = gather(things, table.studyOfSeries, studies);
  const having = new Uint8Array(studies);
  for (const study of table.studyOfSeries) if (study >= 0) having[study] = 1;
  for (let study = 0; study < studies; study++) {
    const patient = table.patientOf.study[study] ?? -1;
    if (result[study] !== no || patient < 0) continue;
    const possible =
      having[study] === 1 ? column.flagged[patient] === 1 : !isDefinite(leaf) || mayHoldMore(column, patient);
    if (possible) result[study] = unknown;
  }
  return result;
}
