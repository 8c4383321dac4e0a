import { readFileSync } from 'node:fs';
import { MeridianError } from '../errors.ts';
import type { FederationNode } from './node.ts';

/** A node as the configuration file lists it. */
export interface ConfiguredNode {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** File that holds the bearer token, and nothing else. */
  readonly tokenFile?: string;
}

/** The nodes a hub asks. Only what is listed here is ever sent a request. */
export class NodeRegistry {
  readonly #nodes = new Map<string, FederationNode>();

  constructor(nodes: readonly FederationNode[] = []) {
    for (const node of nodes) {
      if (this.#nodes.has(node.id)) {
        throw new MeridianError('bad-config', `Two nodes are called ${node.id}.`, {
          advice: 'Give every node its own id.',
        });
      }
      this.put(node);
    }
  }

  /** The registry of a configuration; reads the token files. */
  static fromConfig(nodes: readonly ConfiguredNode[]): NodeRegistry {
    return new NodeRegistry(
      nodes.map(({ id, title, url, tokenFile }) => ({
        id,
        title,
        url,
        ...(tokenFile === undefined ? {} : { token: readToken(tokenFile) }),
      })),
    );
  }

  list(): readonly FederationNode[] {
    return [...this.#nodes.values()];
  }

  get(id: string): FederationNode | undefined {
    return this.#nodes.get(id);
  }

  /** Adds a node, or replaces the one of this id. Throws `bad-config` for an address that is no plain http(s) one. */
  put(node: FederationNode): void {
    const url = URL.canParse(node.url) ? new URL(node.url) : undefined;
    const isPlain =
      (url?.protocol === 'http:' || url?.protocol === 'https:') &&
      url.username === '' &&
      url.password === '' &&
      url.search === '' &&
      url.hash === '';
    if (!isPlain) {
      throw new MeridianError('bad-config', `The address of node ${node.id} is not usable: ${node.url}`, {
        advice: 'Give an http or https address without user, query or fragment.',
      });
    }
    this.#nodes.set(node.id, Object.freeze({ ...node, url: node.url.replace(/\/+$/, '') }));
  }

  /** Whether there was such a node. */
  remove(id: string): boolean {
    return this.#nodes.delete(id);
  }
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new MeridianError('bad-config', 'A token file of a node cannot be read.', {
      place: { file },
      cause,
    });
  }
}
