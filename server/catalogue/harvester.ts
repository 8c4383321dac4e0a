import { MeridianError } from '../errors.ts';
import type { FederationNode } from '../federate/node.ts';

/** The catalogue of one node as a hub last read it. */
export interface Harvest {
  readonly node: string;
  /** When it was last seen to be current; RFC 3339. Empty where it was never read. */
  readonly at: string;
  readonly error?: string;
}

export interface HarvesterOptions {
  readonly nodes: readonly FederationNode[];
  /** Takes the catalogue of a node as N-Triples; a replica, never fanned out to. */
  readonly onCatalogue: (node: FederationNode, triples: Uint8Array) => Promise<void>;
  /** Milliseconds between two readings. */
  readonly interval: number;
  /** Milliseconds that one node may take. */
  readonly deadline: number;
  /** Bytes that one catalogue may have. */
  readonly limit: number;
}

/**
 * Keeps a hub's replica of its nodes' public catalogues, so that search and facets are local. Reads by polling with
 * entity tags: an unchanged catalogue costs one empty answer. A node that fails keeps its last replica, with its age.
 */
export class Harvester {
  readonly #options: HarvesterOptions;
  readonly #tags = new Map<string, string>();
  readonly #harvests = new Map<string, Harvest>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: HarvesterOptions) {
    this.#options = options;
  }

  /** Begins to read, at once and then at the interval. Nodes that are not up yet are tried again after a second. */
  start(): void {
    void this.#round();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  harvests(): ReadonlyMap<string, Harvest> {
    return this.#harvests;
  }

  async #round(): Promise<void> {
    await Promise.all(this.#options.nodes.map((node) => this.#harvest(node)));
    if (this.#stopped) return;
    const waiting = this.#options.nodes.some(({ id }) => (this.#harvests.get(id)?.at ?? '') === '');
    this.#timer = setTimeout(() => void this.#round(), waiting ? 1000 : this.#options.interval);
    this.#timer.unref();
  }

  async #harvest(node: FederationNode): Promise<void> {
    const tag = this.#tags.get(node.id);
    try {
      const response = await fetch(`${node.url}/catalog`, {
        headers: { accept: 'application/n-triples', ...(tag === undefined ? {} : { 'if-none-match': tag }) },
        redirect: 'error',
        signal: AbortSignal.timeout(this.#options.deadline),
      });
      if (response.status === 200) {
        await this.#options.onCatalogue(node, await readLimited(response, this.#options.limit));
        const next = response.headers.get('etag');
        if (next !== null) this.#tags.set(node.id, next);
      } else {
        await response.body?.cancel();
        if (response.status !== 304) throw new MeridianError('node-failed', `answered ${response.status}`);
      }
      this.#harvests.set(node.id, { node: node.id, at: new Date().toISOString() });
    } catch (error) {
      const before = this.#harvests.get(node.id);
      this.#harvests.set(node.id, { node: node.id, at: before?.at ?? '', error: reason(error) });
    }
  }
}

/** What fetch says is "fetch failed"; what happened stands in its cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function readLimited(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > limit) throw new MeridianError('too-large', `The catalogue is larger than ${limit} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
