import type { CompiledDefinition } from './compiled-definition.ts';
import type { ProviderRecords } from './evaluate-leaf.ts';
import { evaluate } from './evaluate.ts';
import { no, yes } from './truth.ts';

/** True numbers, before the gate: never to be shown. */
export interface MovedPatients {
  /** Patients with other certain matches on one side than on the other. */
  readonly low: number;
  /** Patients with other possible matches. */
  readonly high: number;
}

/** A definition and the records over which it is counted. */
export interface CountedSide {
  readonly definition: CompiledDefinition;
  readonly providers: readonly ProviderRecords[];
}

/**
 * How many patients are behind the difference between two counts, whichever way they move: those who are in one and not
 * in the other or, of studies and series, have another number of them.
 */
export function movedPatients(before: CountedSide, after: CountedSide): MovedPatients {
  const [old, now] = [matchesByPatient(before), matchesByPatient(after)];
  const moved = { low: 0, high: 0 };
  for (const patient of new Set([...old.keys(), ...now.keys()])) {
    const [a, b] = [old.get(patient) ?? none, now.get(patient) ?? none];
    if (a.low !== b.low) moved.low++;
    if (a.high !== b.high) moved.high++;
  }
  return moved;
}

const none: MovedPatients = { low: 0, high: 0 };

function matchesByPatient({ definition, providers }: CountedSide): ReadonlyMap<string, MovedPatients> {
  const matches = new Map<string, { low: number; high: number }>();
  const level = definition.count;
  for (const records of providers) {
    const { provider, table } = records;
    evaluate(definition.where, level, records).forEach((truth, row) => {
      const patient = level === 'patient' ? row : (table.patientOf[level][row] ?? -1);
      if (truth === no || patient < 0) return;
      const key = `${provider} ${table.things.patient[patient] ?? ''}`;
      const own = matches.get(key) ?? { low: 0, high: 0 };
      matches.set(key, own);
      own.high++;
      if (truth === yes) own.low++;
    });
  }
  return matches;
}
