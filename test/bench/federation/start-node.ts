import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FederationNode } from '../../../server/federate/node.ts';
import type { Traffic } from './node-thread.ts';

/** A SPARQL endpoint in a thread of its own, as nodes are processes of their own. */
export interface BenchNode extends AsyncDisposable {
  readonly node: FederationNode;
  readonly triples: number;
  /** What it was asked since the last call. */
  traffic(): Promise<Traffic>;
}

/** Starts an endpoint on a free loopback port over Turtle that it holds in memory. */
export async function startNode(id: string, turtle: string): Promise<BenchNode> {
  const worker = new Worker(new URL('./node-thread.ts', import.meta.url), { workerData: { turtle } });
  const [{ port, triples }] = (await once(worker, 'message')) as [{ port: number; triples: number }];
  return {
    node: { id, title: id, url: `http://127.0.0.1:${port}` },
    triples,
    async traffic() {
      const answered = once(worker, 'message');
      worker.postMessage('traffic');
      const [traffic] = (await answered) as [Traffic];
      return traffic;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
