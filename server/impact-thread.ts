import { Worker } from 'node:worker_threads';
import { MeridianError } from './errors.ts';
import type { EditAnswer, EditQuestion, ImpactThreadData, ImpactThreadReply } from './impact-message.ts';
import { fromFailureMessage } from './publish/failure-message.ts';
import { SerialQueue } from './publish/serial-queue.ts';

export interface ImpactThreadOptions extends ImpactThreadData {
  /** Milliseconds that one edit may take, the start of the thread included. */
  readonly deadline: number;
}

/** How many edits may wait while one is tried. */
const mostWaiting = 4;

/**
 * Tries edits in a thread of its own, one after the other: loading and checking an ontology takes about a second of
 * computing, in which the node goes on answering. The thread starts when it is warmed, or with the first edit, and stays:
 * starting it takes longer than an edit.
 */
export class ImpactThread {
  readonly #options: ImpactThreadOptions;
  readonly #queue = new SerialQueue();
  #waiting = 0;
  #worker: Worker | undefined;
  #closed = false;

  constructor(options: ImpactThreadOptions) {
    this.#options = options;
  }

  /** Throws `overloaded` where too many wait, `timeout`, and what the trial throws. */
  async ask(question: () => EditQuestion): Promise<EditAnswer> {
    if (this.#waiting > mostWaiting) {
      throw new MeridianError('overloaded', 'Other edits are being tried at this node.', {
        advice: 'Ask again in a few seconds.',
      });
    }
    this.#waiting++;
    try {
      return await this.#queue.run('edit', () => this.#ask(question()));
    } finally {
      this.#waiting--;
    }
  }

  /** Starts the thread and lets it load the ontology, so that the first edit need not wait for that. */
  warm(): void {
    if (!this.#closed) this.#running();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #ask(question: EditQuestion): Promise<EditAnswer> {
    if (this.#closed) throw new MeridianError('internal', 'The node is closing.');
    try {
      return await replyOf(this.#running(), question, this.#options.deadline);
    } catch (error) {
      // What is known comes as a reply; else the thread hangs, or is gone.
      if (!(error instanceof MeridianError) || error.code === 'timeout' || error.code === 'internal')
        await this.#end();
      throw error;
    }
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const { folders, texts } = this.#options;
    const worker = new Worker(new URL('./impact-worker.ts', import.meta.url), {
      name: 'impact',
      workerData: { folders, texts } satisfies ImpactThreadData,
    });
    // A thread that fails while nobody asks is started anew by the next edit, which is told if it fails again.
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    this.#worker = worker;
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function replyOf(worker: Worker, question: EditQuestion, deadline: number): Promise<EditAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void): void => {
      clearTimeout(timer);
      worker.off('message', answer).off('error', fail).off('exit', exit);
      work();
    };
    const answer = (reply: ImpactThreadReply): void => {
      settle(() => {
        if ('failure' in reply) reject(fromFailureMessage(reply.failure));
        else resolve(reply.answer);
      });
    };
    const fail = (cause: unknown): void => {
      settle(() => {
        reject(new MeridianError('internal', 'The thread that tries edits failed.', { cause }));
      });
    };
    const exit = (): void => {
      fail(undefined);
    };
    const timer = setTimeout(() => {
      settle(() => {
        reject(
          new MeridianError('timeout', `Trying the edit took longer than ${Math.round(deadline / 1000)} s.`, {
            advice: 'Nothing was changed. Ask again, or try fewer files at once.',
          }),
        );
      });
    }, deadline);
    worker.on('message', answer).on('error', fail).on('exit', exit);
    const readings = new Map([...question.readings].map(([name, bytes]) => [name, own(bytes)]));
    worker.postMessage(
      { ...question, readings },
      [...readings.values()].map(({ buffer }) => buffer),
    );
  });
}

/** Bytes that can be handed over: small ones lie in a pool that others lie in too. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
}
