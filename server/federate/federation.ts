import type { Quad } from '@rdfjs/types';
import { MeridianError } from '../errors.ts';
import { askNode, readJson, type NodeRequest } from './ask-node.ts';
import { collect, rowOf } from './collect-rows.ts';
import { CompositeSource } from './composite-source.ts';
import { loadComunica, querySources, type Comunica } from './comunica.ts';
import { fanOut, type NodeResult } from './fan-out.ts';
import type { FederationNode, NodeOutcome } from './node.ts';
import type { Planes } from './planes.ts';
import type { Row } from './rows.ts';
import { mediaTypeFor, writeResults } from './sparql-results.ts';

export interface FederationOptions {
  /** The nodes to ask, as they are at the time of each question. */
  readonly nodes: () => readonly FederationNode[];
  /** Milliseconds that each node has. */
  readonly deadline: number;
  /** Where triples live. */
  readonly planes: Planes;
  /** Most rows of a part of a query that are joined at the hub. */
  readonly maximumRows?: number;
  /** Most rows of an answer. */
  readonly maximumAnswerRows?: number;
  /** Most bytes of one node's answer. */
  readonly maximumBytes?: number;
}

export interface SparqlOptions {
  /** Writes the answer in this format too. Throws `not-acceptable` before any node is asked. */
  readonly mediaType?: string;
  /** Answers also where missing nodes could make the answer wrong, not only smaller. */
  readonly allowIncomplete?: boolean;
  /** Gives up, for example because the caller has gone. */
  readonly signal?: AbortSignal;
}

/** The solutions of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT. */
export type SparqlResult =
  | { readonly kind: 'bindings'; readonly variables: readonly string[]; readonly rows: readonly Row[] }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'quads'; readonly quads: readonly Quad[] };

export interface FederatedAnswer {
  readonly result: SparqlResult;
  /** How each node that was asked fared. */
  readonly outcomes: readonly NodeOutcome[];
  /** Whether a node that was needed did not answer: the answer then speaks of the others only. */
  readonly partial: boolean;
  /** The queries that the nodes were sent. */
  readonly queries: readonly string[];
  /** The answer in the media type that was asked for. */
  readonly body?: string;
}

/** A request whose answer is JSON; `accept` is set here. */
export type JsonRequest = Omit<NodeRequest, 'accept' | 'contentType'>;

/** Asks the nodes of a hub, each in its own time: SPARQL over all as one, protected counts, their state. */
export class Federation {
  readonly #options: Required<FederationOptions>;

  constructor(options: FederationOptions) {
    this.#options = {
      maximumRows: 10_000,
      maximumAnswerRows: 50_000,
      maximumBytes: 32 * 1024 * 1024,
      ...options,
    };
  }

  /** Loads Comunica ahead of the first query. Call it on a hub once it listens. */
  async warm(): Promise<void> {
    await loadComunica();
  }

  /**
   * Answers a SPARQL query as if all nodes were one store. Throws `bad-query` for text that does not parse,
   * `unsupported-query` for what cannot be answered rightly, `node-failed` where no node answers, or one is missing
   * without which the answer would be wrong.
   */
  async sparql(text: string, options: SparqlOptions = {}): Promise<FederatedAnswer> {
    const { mediaType, allowIncomplete = false, signal } = options;
    if (mediaType !== undefined) mediaTypeFor(mediaType);
    const comunica = await loadComunica();
    const { nodes, ...limits } = this.#options;
    const source = new CompositeSource(comunica, {
      ...limits,
      nodes: nodes(),
      allowIncomplete,
      ...(signal === undefined ? {} : { signal }),
    });
    const result = await this.#run(text, comunica, source);
    const answer: FederatedAnswer = {
      result,
      outcomes: source.outcomes,
      partial: source.isPartial,
      queries: source.queries,
    };
    return mediaType === undefined ? answer : { ...answer, body: await writeResults(answer, mediaType) };
  }

  /** Sends one request to all nodes and reads their JSON answers; what `read` throws is the node's failure. */
  async askAll<T>(
    request: JsonRequest,
    read: (json: unknown, node: FederationNode) => T,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<readonly NodeResult<T>[]> {
    const { nodes, deadline, maximumBytes } = this.#options;
    const bytes = new Map<string, number>();
    const results = await fanOut(
      nodes(),
      async (node, nodeSignal) => {
        const headers = request.body === undefined ? {} : { contentType: 'application/json' };
        const answer = await askNode(
          node,
          { ...request, ...headers, accept: 'application/json' },
          { signal: nodeSignal, maximumBytes },
        );
        bytes.set(node.id, answer.bytes);
        return read(readJson(answer), node);
      },
      { deadline, ...(signal === undefined ? {} : { signal }) },
    );
    return results.map((result) => {
      const read = bytes.get(result.node.id);
      return read === undefined ? result : { ...result, outcome: { ...result.outcome, bytes: read } };
    });
  }

  /** Counts a cohort at every node, with the node's token: `POST {node}/cohorts/count`. */
  async countCohort<T>(
    definition: unknown,
    read: (json: unknown, node: FederationNode) => T,
  ): Promise<readonly NodeResult<T>[]> {
    const body = JSON.stringify(definition);
    return this.askAll({ path: '/cohorts/count', method: 'POST', body, withToken: true }, read);
  }

  /** Asks every node whether it is ready: `GET {node}/health/ready`. The values are what the nodes say. */
  async status(): Promise<readonly NodeResult<unknown>[]> {
    return this.askAll({ path: '/health/ready' }, (json) => json);
  }

  async #run(text: string, comunica: Comunica, source: CompositeSource): Promise<SparqlResult> {
    const [settled] = await Promise.allSettled([this.#evaluate(text, comunica, source)]);
    // What failed in the source is the cause of whatever Comunica made of it.
    if (source.failure !== undefined) throw errorOf(source.failure);
    if (settled.status === 'rejected') throw errorOf(settled.reason);
    return settled.value;
  }

  async #evaluate(text: string, { engine }: Comunica, source: CompositeSource): Promise<SparqlResult> {
    const limits = { deadline: this.#options.deadline * 2, maximumRows: this.#options.maximumAnswerRows };
    const context = { [querySources]: [{ source }] } as unknown as Parameters<typeof engine.query>[1];
    const query = await engine.query(text, context).catch((error: unknown) => {
      throw badQuery(error);
    });
    switch (query.resultType) {
      case 'bindings': {
        const { variables } = await query.metadata();
        const bindings = await collect(await query.execute(), limits);
        return {
          kind: 'bindings',
          variables: variables.map((name) => name.value),
          rows: bindings.map(rowOf),
        };
      }
      case 'boolean':
        return { kind: 'boolean', value: await query.execute() };
      case 'quads':
        return { kind: 'quads', quads: [...(await collect(await query.execute(), limits))] as Quad[] };
      case 'void':
        // Refused by the source.
        await query.execute();
        throw new TypeError('An update has been let through.');
    }
  }
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new TypeError(String(error));
}

function badQuery(error: unknown): MeridianError {
  return new MeridianError('bad-query', error instanceof Error ? error.message : String(error), {
    advice: 'Check the query against SPARQL 1.1; prefixes must be declared.',
    cause: error,
  });
}
