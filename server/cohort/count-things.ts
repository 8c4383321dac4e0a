import type { ThingsCounted } from '../access/disclosure/disclosure-gate.ts';
import type { CompiledDefinition } from './compiled-definition.ts';
import { evaluate } from './evaluate.ts';
import type { ProviderRecords } from './evaluate-leaf.ts';
import { no, yes } from './truth.ts';

/** True numbers, before the gate: never to be shown. */
export interface TrueCount extends ThingsCounted {
  /** Certain matches. */
  readonly low: number;
  /** Matches that are not certainly false. */
  readonly high: number;
}

/** Counts what matches in the records of one provider. A study or series without a patient is nobody's and not counted. */
export function countThings(definition: CompiledDefinition, records: ProviderRecords): TrueCount {
  const { table } = records;
  const level = definition.count;
  const truth = evaluate(definition.where, level, records);
  const patients = table.things.patient.length;
  const [certain, possible, between] = [
    new Uint8Array(patients),
    new Uint8Array(patients),
    new Uint8Array(patients),
  ];
  let low = 0;
  let high = 0;
  truth.forEach((value, row) => {
    const patient = level === 'patient' ? row : (table.patientOf[level][row] ?? -1);
    if (value === no || patient < 0) return;
    high++;
    possible[patient] = 1;
    if (value === yes) {
      low++;
      certain[patient] = 1;
    } else {
      between[patient] = 1;
    }
  });
  return {
    low,
    high,
    patients: { low: ones(certain), high: ones(possible), between: ones(between) },
    ceiling: table.things[level].length,
  };
}

/** The sum over the providers of a node. */
export function addCounts(counts: readonly TrueCount[]): TrueCount {
  const sum = (value: (count: TrueCount) => number): number =>
    counts.reduce((total, count) => total + value(count), 0);
  return {
    low: sum((count) => count.low),
    high: sum((count) => count.high),
    patients: {
      low: sum((count) => count.patients.low),
      high: sum((count) => count.patients.high),
      between: sum((count) => count.patients.between),
    },
    ceiling: sum((count) => count.ceiling),
  };
}

function ones(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
