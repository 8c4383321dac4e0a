import type { DisclosureGate } from '../access/disclosure/disclosure-gate.ts';
import type { CohortIndex } from './cohort-index.ts';
import type { CompiledDefinition } from './compiled-definition.ts';
import { protectedCount } from './count-cohort.ts';
import type { DeadCode } from './dead-codes.ts';
import { movedPatients } from './moved-patients.ts';
import type { ProtectedCount } from './reply.ts';

/** A saved definition, understood before and after an edit; absent where it cannot be. */
export interface EditedDefinition {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly before?: CompiledDefinition;
  readonly after?: CompiledDefinition;
  /** Codes that mean nothing after the edit. */
  readonly dead: readonly DeadCode[];
  /** Why it cannot be understood after the edit. */
  readonly failure?: string;
}

/** How the count of a saved cohort moves, as far as the disclosure gate lets it be seen. */
export interface CohortChange {
  readonly cohort: string;
  readonly title: string;
  readonly before?: ProtectedCount;
  /** Absent where the edit leaves the definition without a meaning. */
  readonly after?: ProtectedCount;
  readonly moves: boolean;
  /** Set where codes of the definition die, or it cannot be understood any more. */
  readonly broken?: { readonly codes: readonly DeadCode[]; readonly why: string };
}

type Records = Pick<CohortIndex, 'providers'>;

/**
 * Counts saved definitions over the records as they are and as they would be, all through the gate. What moves is a
 * group of patients too: where fewer than the threshold move, none is shown to move.
 */
export function cohortImpact(
  definitions: readonly EditedDefinition[],
  records: { readonly before: Records; readonly after: Records },
  gate: DisclosureGate,
): readonly CohortChange[] {
  const count = (definition: CompiledDefinition | undefined, from: Records): ProtectedCount | undefined =>
    definition === undefined ? undefined : protectedCount(definition, from.providers(), gate);
  return definitions.map(({ name, title, dead, failure, ...compiled }) => {
    const before = count(compiled.before, records.before);
    const counted = count(compiled.after, records.after);
    const after = isSame(before, counted) || isReadable(compiled, records, gate) ? counted : before;
    const why =
      failure ??
      (dead.length === 0 ? undefined : `${dead.map(({ code }) => code).join(', ')} would mean nothing.`);
    return {
      cohort: name,
      title,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      moves: !isSame(before, after),
      ...(why === undefined ? {} : { broken: { codes: dead, why } }),
    };
  });
}

/** False where the difference between before and after stands for fewer patients than the threshold, if for any. */
function isReadable(
  { before, after }: Pick<EditedDefinition, 'before' | 'after'>,
  records: { readonly before: Records; readonly after: Records },
  { threshold }: DisclosureGate,
): boolean {
  if (before === undefined || after === undefined) return true;
  const moved = movedPatients(
    { definition: before, providers: records.before.providers() },
    { definition: after, providers: records.after.providers() },
  );
  return [moved.low, moved.high].every((patients) => patients === 0 || patients >= threshold);
}

function isSame(a: ProtectedCount | undefined, b: ProtectedCount | undefined): boolean {
  return a?.low === b?.low && a?.high === b?.high && a?.suppressed === b?.suppressed;
}
