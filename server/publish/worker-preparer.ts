import { Worker } from 'node:worker_threads';
import { MeridianError } from '../errors.ts';
import { fromFailureMessage } from './failure-message.ts';
import type { Prepared, Preparer, PrepareRequest } from './prepare.ts';
import type { PrepareThreadData, PrepareThreadReply } from './prepare-message.ts';

interface Waiting {
  readonly resolve: (prepared: Prepared) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Prepares deliveries in a thread of its own, so that a large one does not stop the HTTP server. The thread is
 * started by {@link warm} or the first delivery, and kept; one that dies (out of memory) fails the deliveries it had, and the next one starts
 * another.
 */
export class WorkerPreparer implements Preparer {
  readonly #data: PrepareThreadData;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;
  #closed = false;

  /** `toolsModule` exports `createTools(options)`: `prepare-tools.ts` in a node, something smaller in tests. */
  constructor(data: PrepareThreadData) {
    this.#data = data;
  }

  /** Starts the thread ahead of the first delivery; it takes a few seconds of computing until it is ready. */
  warm(): void {
    if (!this.#closed) this.#worker ??= this.#start();
  }

  prepare(request: PrepareRequest): Promise<Prepared> {
    if (this.#closed) return Promise.reject(new MeridianError('internal', 'The preparer is closed.'));
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, request });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), {
      name: 'prepare',
      workerData: this.#data,
    });
    worker.on('message', (reply: PrepareThreadReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('failure' in reply) waiting?.reject(fromFailureMessage(reply.failure));
      else {
        waiting?.resolve({
          ...reply.prepared,
          failures: reply.prepared.failures.map(fromFailureMessage),
        });
      }
    });
    let cause: unknown;
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      this.#worker = undefined;
      const all = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { reject } of all) {
        reject(
          new MeridianError('internal', 'The thread that prepares deliveries stopped.', {
            advice: 'Nothing was stored. If the delivery is very large, split it into several submissions.',
            cause,
          }),
        );
      }
    });
    return worker;
  }
}
