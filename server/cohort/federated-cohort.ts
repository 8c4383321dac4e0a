import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { CohortDefinition } from './definition.ts';
import type { CohortReply, NodeReply } from './reply.ts';

/** SHA-256 of the canonical JSON of a definition, in hexadecimal. The title is left out: it changes no answer. */
export function definitionHash({ title: _title, ...question }: CohortDefinition): string {
  return createHash('sha256').update(canonicalJson(question)).digest('hex');
}

/**
 * One reply of the replies of nodes. The total is the sum of the numbers that are shown for the nodes, so that nobody
 * can learn from it what a node did not show; a node that did not answer adds nothing and is named.
 */
export function federatedCohort(
  definition: CohortDefinition,
  nodes: readonly NodeReply[],
  frame: { readonly release: string; readonly asked: Date },
): CohortReply {
  const counts = nodes.flatMap(({ state, count }) =>
    state === 'answered' && count !== undefined ? [count] : [],
  );
  return {
    definition: definitionHash(definition),
    release: frame.release,
    asked: frame.asked.toISOString(),
    total: {
      low: counts.reduce((sum, count) => sum + count.low, 0),
      high: counts.reduce((sum, count) => sum + count.high, 0),
      overlap: counts.length > 1 ? 'possible' : 'none',
    },
    nodes,
  };
}
