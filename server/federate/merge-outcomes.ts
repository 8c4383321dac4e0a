import type { NodeResult } from './fan-out.ts';
import type { FederationNode, NodeOutcome } from './node.ts';

/** One outcome per node from its outcomes in several questions: the worst state, the longest time, the sums. */
export function mergeOutcomes(
  nodes: readonly FederationNode[],
  results: readonly NodeResult<unknown>[],
): readonly NodeOutcome[] {
  return nodes.flatMap((node) => {
    const own = results.filter((result) => result.node.id === node.id).map((result) => result.outcome);
    const [first, ...rest] = own;
    return first === undefined ? [] : [rest.reduce(mergeTwo, first)];
  });
}

function mergeTwo(one: NodeOutcome, other: NodeOutcome): NodeOutcome {
  const worse = one.state === 'answered' ? other : one;
  const sum = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
  const rows = sum(one.rows, other.rows);
  const bytes = sum(one.bytes, other.bytes);
  return {
    node: one.node,
    state: worse.state,
    ms: Math.max(one.ms, other.ms),
    ...(rows === undefined ? {} : { rows }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(worse.error === undefined ? {} : { error: worse.error }),
  };
}
