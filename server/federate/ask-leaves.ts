import { askNode, readJson } from './ask-node.ts';
import { fanOut, type FanOutOptions, type NodeResult } from './fan-out.ts';
import { firstAnswer } from './first-answer.ts';
import { mergeLeaf } from './merge-leaf.ts';
import { mergeOutcomes } from './merge-outcomes.ts';
import type { FederationNode, NodeOutcome } from './node.ts';
import type { Leaf } from './plan/plan.ts';
import { readResults } from './read-results.ts';
import type { Row } from './rows.ts';

/** What one node gave to one leaf. */
export interface LeafAnswer {
  readonly rows: readonly Row[];
  readonly bytes: number;
}

export interface LeafOptions {
  /** Milliseconds that a node has for each leaf; all leaves are asked at once. */
  readonly deadline: number;
  /** Most bytes of one node's answer. */
  readonly maximumBytes: number;
  readonly signal?: AbortSignal;
}

export interface LeafRows {
  /** Rows of each leaf, in the order of the leaves. */
  readonly rows: readonly (readonly Row[])[];
  /** One outcome for each node that was asked. */
  readonly outcomes: readonly NodeOutcome[];
  /** Whether every leaf has an answer, and no node that holds a part of it is missing. */
  readonly isComplete: boolean;
  /** Whether every leaf has at least one node's answer. */
  readonly isAnswered: boolean;
}

/**
 * Asks all leaves of a plan at once. A node that fails one leaf is dropped from all of them: else rows of different
 * leaves would speak of different nodes. Throws `unsupported-query` where a leaf has more rows than are taken.
 */
export async function askLeaves(
  leaves: readonly Leaf[],
  nodes: readonly FederationNode[],
  options: LeafOptions,
): Promise<LeafRows> {
  const results = await Promise.all(leaves.map((leaf) => askLeaf(leaf, nodes, options)));
  const failed = new Set(
    results.flatMap((result, index) =>
      leaves[index]?.ask === 'all'
        ? result.filter(({ outcome }) => outcome.state !== 'answered').map(({ node }) => node.id)
        : [],
    ),
  );
  const used = results.map((result, index) =>
    result.filter(
      ({ node, value }) => value !== undefined && (leaves[index]?.ask === 'one' || !failed.has(node.id)),
    ),
  );
  return {
    rows: leaves.map((leaf, index) => mergeLeaf(leaf, used[index] ?? [])),
    outcomes: mergeOutcomes(nodes, results.flat()),
    isComplete: failed.size === 0 && used.every((result) => result.length > 0),
    isAnswered: used.every((result) => result.length > 0),
  };
}

function askLeaf(
  leaf: Leaf,
  nodes: readonly FederationNode[],
  options: LeafOptions,
): Promise<readonly NodeResult<LeafAnswer>[]> {
  const ask = async (node: FederationNode, signal: AbortSignal): Promise<LeafAnswer> => {
    const answer = await askNode(
      node,
      {
        path: '/sparql',
        method: 'POST',
        contentType: 'application/sparql-query',
        accept: 'application/sparql-results+json',
        body: leaf.text,
      },
      { signal, maximumBytes: options.maximumBytes },
    );
    return { rows: readResults(readJson(answer), leaf.variables, node.id), bytes: answer.bytes };
  };
  const fanOutOptions: FanOutOptions<LeafAnswer> = {
    deadline: options.deadline,
    measure: ({ rows, bytes }) => ({ rows: rows.length, bytes }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  return leaf.ask === 'all' ? fanOut(nodes, ask, fanOutOptions) : firstAnswer(nodes, ask, fanOutOptions);
}
