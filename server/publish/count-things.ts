import type { Quad } from '../rdf/terms.ts';
import { rdf, recordClasses } from '../rdf/vocabulary.ts';

/** How many distinct patients, studies and series the record plane holds. */
export function countThings(record: readonly Quad[]): { patients: number; studies: number; series: number } {
  const patients = new Set<string>();
  const studies = new Set<string>();
  const series = new Set<string>();
  const sets = new Map([
    [recordClasses.patient.value, patients],
    [recordClasses.study.value, studies],
    [recordClasses.series.value, series],
  ]);
  for (const { subject, predicate, object } of record) {
    if (predicate.equals(rdf.type)) sets.get(object.value)?.add(subject.value);
  }
  return { patients: patients.size, studies: studies.size, series: series.size };
}
