import { askOne, type AskNode, type FanOutOptions, type NodeResult } from './fan-out.ts';
import type { FederationNode } from './node.ts';

/**
 * Asks one node, and the next one when it fails or takes more than a quarter of the deadline; the first answer wins
 * and ends the other requests. Gives the results of all nodes that had to be asked, a winner last if there is one.
 */
export async function firstAnswer<T>(
  nodes: readonly FederationNode[],
  ask: AskNode<T>,
  options: FanOutOptions<T>,
): Promise<readonly NodeResult<T>[]> {
  const finished = new AbortController();
  const signal =
    options.signal === undefined ? finished.signal : AbortSignal.any([finished.signal, options.signal]);
  const failures: NodeResult<T>[] = [];
  const waiting = [...nodes];
  const running = new Map<string, Promise<NodeResult<T>>>();
  const startNext = (): void => {
    const node = waiting.shift();
    if (node !== undefined) running.set(node.id, askOne(node, ask, { ...options, signal }));
  };
  startNext();
  while (running.size > 0) {
    const patience = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      patience.resolve(undefined);
    }, options.deadline / 4);
    const result = await Promise.race([
      ...running.values(),
      ...(waiting.length > 0 ? [patience.promise] : []),
    ]);
    clearTimeout(timer);
    if (result?.outcome.state === 'answered') {
      finished.abort();
      return [...failures, result];
    }
    if (result !== undefined) {
      running.delete(result.node.id);
      failures.push(result);
    }
    startNext();
  }
  return failures;
}
