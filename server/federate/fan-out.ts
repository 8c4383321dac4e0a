import { describeNodeError, NodeFailure } from './node-failure.ts';
import type { FederationNode, NodeOutcome } from './node.ts';

export interface FanOutOptions<T> {
  /** Milliseconds that each node has. */
  readonly deadline: number;
  /** What an answer weighs, for the outcome. */
  readonly measure?: (value: T) => { readonly rows?: number; readonly bytes?: number };
  /** Ends all requests early, for example because the caller has gone. */
  readonly signal?: AbortSignal;
}

/** One node's part: how it fared, and its answer where it gave one. */
export interface NodeResult<T> {
  readonly node: FederationNode;
  readonly outcome: NodeOutcome;
  readonly value?: T;
}

export type AskNode<T> = (node: FederationNode, signal: AbortSignal) => Promise<T>;

/**
 * Asks all nodes at once, each within its own deadline, and waits until each has answered or failed. Never rejects:
 * what a node throws is its outcome, and costs the others nothing.
 */
export async function fanOut<T>(
  nodes: readonly FederationNode[],
  ask: AskNode<T>,
  options: FanOutOptions<T>,
): Promise<readonly NodeResult<T>[]> {
  return Promise.all(nodes.map((node) => askOne(node, ask, options)));
}

/** Asks one node within its deadline; its failure is its outcome. */
export async function askOne<T>(
  node: FederationNode,
  ask: AskNode<T>,
  { deadline, measure, signal }: FanOutOptions<T>,
): Promise<NodeResult<T>> {
  const started = performance.now();
  const timer = AbortSignal.timeout(deadline);
  const ended = signal === undefined ? timer : AbortSignal.any([timer, signal]);
  const outcome = (state: NodeOutcome['state'], rest: Partial<NodeOutcome>): NodeOutcome => ({
    node: node.id,
    state,
    ms: Math.round(performance.now() - started),
    ...rest,
  });
  try {
    const value = await untilAborted(ask(node, ended), ended);
    return { node, outcome: outcome('answered', measure?.(value) ?? {}), value };
  } catch (error) {
    if (signal?.aborted === true) return { node, outcome: outcome('failed', { error: 'given up' }) };
    if (timer.aborted)
      return { node, outcome: outcome('late', { error: `no answer within ${deadline} ms` }) };
    const state = error instanceof NodeFailure ? error.state : 'failed';
    return { node, outcome: outcome(state, { error: describeNodeError(error) }) };
  }
}

/** The deadline holds even where `ask` does not listen to its signal. */
async function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const give = (): void => {
    reject(new DOMException('The deadline has passed.', 'TimeoutError'));
  };
  if (signal.aborted) give();
  else signal.addEventListener('abort', give, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}
