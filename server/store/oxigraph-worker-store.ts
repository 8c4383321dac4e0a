import { MeridianError } from '../errors.ts';
import type { NamedNode } from '../rdf/terms.ts';
import { KeptGraphs } from './kept-graphs.ts';
import type { OxigraphReply, OxigraphTask } from './oxigraph-message.ts';
import { OxigraphThread } from './oxigraph-thread.ts';
import type { GraphReplacement, Store, StoreQuery } from './store.ts';

export interface OxigraphWorkerStoreOptions {
  /** Milliseconds of running time for queries that set none. */
  readonly deadline?: number;
  /** Queries that may wait; the next one is answered `overloaded`. */
  readonly queueLimit?: number;
}

interface Job {
  readonly task: OxigraphTask;
  /** Milliseconds of running time; waiting does not count. */
  readonly deadline: number | undefined;
  resolve(reply: OxigraphReply): void;
  reject(error: unknown): void;
}

/** What SPARQL 1.1 allows in an IRI reference (IRIREF); graph names stand in the text of updates. */
const iriPattern = /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`]*$/; // eslint-disable-line no-control-regex -- control characters are what the grammar excludes

/**
 * The embedded store: Oxigraph (WebAssembly, synchronous, in memory) in a worker thread, so that a long query never
 * stops the HTTP server. The thread has one task at a time and the queue stays here: a query past its deadline costs
 * the thread (Oxigraph cannot be interrupted) but none of the queries behind it.
 */
export class OxigraphWorkerStore implements Store {
  readonly #kept = new KeptGraphs();
  readonly #waiting: Job[] = [];
  readonly #deadline: number;
  readonly #queueLimit: number;
  #thread: OxigraphThread;
  #running = false;
  #closed = false;

  private constructor(thread: OxigraphThread, options: OxigraphWorkerStoreOptions) {
    this.#thread = thread;
    this.#deadline = options.deadline ?? 10_000;
    this.#queueLimit = options.queueLimit ?? 256;
  }

  static async open(options: OxigraphWorkerStoreOptions = {}): Promise<OxigraphWorkerStore> {
    return new OxigraphWorkerStore(await OxigraphThread.start(), options);
  }

  async query(query: StoreQuery): Promise<Uint8Array> {
    if (this.#waiting.length >= this.#queueLimit) {
      throw new MeridianError('overloaded', `${this.#queueLimit} queries are waiting already.`, {
        advice: 'Try again in a few seconds.',
      });
    }
    const reply = await this.#enqueue(
      {
        kind: 'query',
        text: query.text,
        defaultGraphs: query.defaultGraphs.map((graph) => graph.value),
        namedGraphs: query.namedGraphs.map((graph) => graph.value),
        mediaType: query.mediaType,
        baseIri: query.baseIri,
      },
      query.deadline ?? this.#deadline,
    );
    if (!('bytes' in reply)) throw new MeridianError('internal', 'The store gave no answer to a query.');
    return reply.bytes;
  }

  async replaceGraphs(replacements: readonly GraphReplacement[]): Promise<void> {
    for (const { graph } of replacements) checkGraphName(graph);
    const graphs = await Promise.all(
      replacements.map(async ({ graph, triples, change }) => ({
        ...(await KeptGraphs.compress(graph.value, triples)),
        ...(change === undefined ? {} : { change }),
      })),
    );
    await this.#enqueue({ kind: 'replace', graphs });
  }

  readGraph(graph: NamedNode): Promise<Uint8Array> {
    return this.#kept.read(graph.value);
  }

  async count(): Promise<number> {
    const reply = await this.#enqueue({ kind: 'count' });
    if (!('count' in reply)) throw new MeridianError('internal', 'The store gave no count.');
    return reply.count;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(closedError());
    await this.#thread.stop();
  }

  #enqueue(task: OxigraphTask, deadline?: number): Promise<OxigraphReply> {
    if (this.#closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, deadline, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  /** Works off the queue. Every failure reaches the job it belongs to; this promise never rejects. */
  async #run(): Promise<void> {
    this.#running = true;
    for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
      try {
        job.resolve(await this.#perform(job));
      } catch (error) {
        job.reject(this.#closed ? closedError() : error);
      }
    }
    this.#running = false;
  }

  async #perform({ task, deadline }: Job): Promise<OxigraphReply> {
    if (this.#thread.ended) await this.#restart();
    const reply = await this.#thread.perform(task, deadline);
    if ('failure' in reply) {
      if (reply.failure.fatal) await this.#thread.stop();
      else if (task.kind === 'replace') await this.#undo(task.graphs);
      const { code, message, place, advice } = reply.failure;
      throw new MeridianError(code, message, {
        ...(place === undefined ? {} : { place }),
        ...(advice === undefined ? {} : { advice }),
      });
    }
    // Kept only once the engine has taken it: a new worker never sees what the old one refused.
    if (task.kind === 'replace') this.#kept.apply(task.graphs);
    return reply;
  }

  /** Puts back what a refused replacement has dropped, before any other task runs. */
  async #undo(graphs: Parameters<KeptGraphs['before']>[0]): Promise<void> {
    const reply = await this.#thread.perform({ kind: 'replace', graphs: this.#kept.before(graphs) });
    if ('failure' in reply) await this.#thread.stop();
  }

  async #restart(): Promise<void> {
    if (this.#closed) throw closedError();
    this.#thread = await OxigraphThread.start();
    const reply = await this.#thread.perform({ kind: 'replace', graphs: this.#kept.all() });
    if ('failure' in reply) {
      await this.#thread.stop();
      throw new MeridianError('internal', `The store could not be refilled: ${reply.failure.message}`);
    }
  }
}

function checkGraphName(graph: NamedNode): void {
  if (!iriPattern.test(graph.value)) {
    throw new MeridianError('bad-request', `<${graph.value}> is not an absolute IRI, so it names no graph.`);
  }
}

function closedError(): MeridianError {
  return new MeridianError('internal', 'The store is closed.');
}
