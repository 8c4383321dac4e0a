import { Worker } from 'node:worker_threads';
import type { OxigraphReply, OxigraphTask } from './oxigraph-message.ts';

/** One worker thread with one Oxigraph store, asked one task at a time. Once ended it stays ended. */
export class OxigraphThread {
  readonly #worker: Worker;
  #lastId = 0;
  #ended = false;
  #settle: ((reply: OxigraphReply) => void) | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: OxigraphReply) => {
      if (reply.id === this.#lastId) this.#settle?.(reply);
    });
    worker.on('error', (error) => {
      this.#end(`The graph engine stopped: ${error instanceof Error ? error.message : String(error)}`);
    });
    worker.on('exit', () => {
      this.#end('The graph engine stopped.');
    });
  }

  /** Resolves once the thread runs. */
  static start(): Promise<OxigraphThread> {
    const worker = new Worker(new URL('./oxigraph-worker.ts', import.meta.url), { name: 'oxigraph' });
    const thread = new OxigraphThread(worker);
    return new Promise((resolve, reject) => {
      worker.once('online', () => {
        resolve(thread);
      });
      worker.once('error', reject);
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * The reply to one task. Never rejects: a thread that dies under the task, or that is ended because the deadline
   * (milliseconds) passed, replies with a fatal failure, `timeout` or `internal`.
   */
  perform(task: OxigraphTask, deadline?: number): Promise<OxigraphReply> {
    const id = ++this.#lastId;
    if (this.#ended) return Promise.resolve(stopped(id, 'internal', 'The graph engine has stopped.'));
    return new Promise((resolve) => {
      const timer =
        deadline === undefined
          ? undefined
          : setTimeout(() => {
              this.#settle?.(stopped(id, 'timeout', `The query ran longer than ${deadline} ms.`));
            }, deadline);
      this.#settle = (reply) => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(reply);
      };
      this.#worker.postMessage({ id, task });
    });
  }

  async stop(): Promise<void> {
    this.#end('The store is closed.');
    await this.#worker.terminate();
  }

  #end(why: string): void {
    this.#ended = true;
    this.#settle?.(stopped(this.#lastId, 'internal', why));
  }
}

function stopped(id: number, code: 'timeout' | 'internal', message: string): OxigraphReply {
  const advice =
    code === 'timeout'
      ? 'Add a LIMIT, name more of the pattern, or ask the catalogue search.'
      : 'The engine is being restarted; try again.';
  return { id, failure: { fatal: true, code, message, advice } };
}
