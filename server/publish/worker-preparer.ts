import { Worker } from 'node:worker_threads';
import { MeridianError } from '../errors.ts';
import { fromFailureMessage } from './failure-message.ts';
import type { Prepared, Preparer, PrepareRequest } from './prepare.ts';
import type { PrepareThreadData, PrepareThreadReply } from './prepare-message.ts';

interface Waiting {
  readonly request: PrepareRequest;
  readonly resolve: (prepared: Prepared) => void;
  readonly reject: (error: unknown) => void;
}

/** Milliseconds for one delivery. The largest take minutes: what takes longer than this does not end. */
const longestPreparation = 60 * 60_000;

/**
 * Prepares deliveries in a thread of its own, so that a large one does not stop the HTTP server. The thread is
 * started by {@link warm} or the first delivery, and kept; one that dies (out of memory) fails the deliveries it had,
 * and the next one starts another. One that works at a delivery for too long is ended; those behind it go to another.
 */
export class WorkerPreparer implements Preparer {
  readonly #data: PrepareThreadData;
  /** In the order in which the thread works at them. */
  readonly #waiting = new Map<number, Waiting>();
  readonly #longest: number;
  #deadline: NodeJS.Timeout | undefined;
  #worker: Worker | undefined;
  #lastId = 0;
  #closed = false;

  /** `toolsModule` exports `createTools(options)`: `prepare-tools.ts` in a node, something smaller in tests. */
  constructor(data: PrepareThreadData, { longest = longestPreparation } = {}) {
    this.#data = data;
    this.#longest = longest;
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
      this.#waiting.set(id, { request, resolve, reject });
      worker.postMessage({ id, request });
      if (this.#waiting.size === 1) this.#beginDeadline();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#deadline);
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
      this.#beginDeadline();
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
      // One that was ended has no deliveries any more.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      clearTimeout(this.#deadline);
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

  /** The thread works at one delivery at a time: each has its time from when the one before is done. */
  #beginDeadline(): void {
    clearTimeout(this.#deadline);
    if (this.#waiting.size === 0) return;
    this.#deadline = setTimeout(() => {
      this.#endLate();
    }, this.#longest);
    this.#deadline.unref();
  }

  #endLate(): void {
    const [late] = this.#waiting;
    const worker = this.#worker;
    if (late === undefined || worker === undefined) return;
    // Not waited for: a query of an engine may hold the thread up even now.
    this.#worker = undefined;
    void worker.terminate();
    const [id, { reject }] = late;
    this.#waiting.delete(id);
    reject(
      new MeridianError('timeout', 'The delivery took too long to prepare, and was given up.', {
        advice: 'Nothing was stored. Split it into several submissions, or leave out files that do not end.',
      }),
    );
    if (this.#waiting.size === 0 || this.#closed) return;
    const next = this.#start();
    this.#worker = next;
    for (const [later, { request }] of this.#waiting) next.postMessage({ id: later, request });
    this.#beginDeadline();
  }
}
