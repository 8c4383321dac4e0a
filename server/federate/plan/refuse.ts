import { MeridianError } from '../../errors.ts';

/** The refusal of a query, naming the part that cannot be answered over several nodes. */
export function refuse(part: string, reason: string, advice?: string): MeridianError {
  return new MeridianError('unsupported-query', `${part} cannot be asked over several nodes: ${reason}.`, {
    advice: advice ?? 'Rewrite this part, or ask one node at its own /sparql address.',
  });
}
