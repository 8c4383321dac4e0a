import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeConfig } from '../../server/config.ts';
import { projectFolders, type Folders } from '../../server/folders.ts';
import { openNode, type OpenNode } from '../../server/open-node.ts';
import { freePorts } from './running-demo.ts';

/** Everyone who can ask: `own` and `other` are the roles of the two providers, north and south. */
export const callers = [
  'anonymous',
  'own',
  'other',
  'editor',
  'researcher',
  'committee',
  'operator',
] as const;
export type Caller = (typeof callers)[number];

const providers = [
  { id: 'north', title: 'North hospital' },
  { id: 'south', title: 'South hospital' },
];

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', name), 'utf8');

/** A catalogue that conforms: one dataset, `<dataset/1>` of whoever publishes it. */
export const conformingCatalogue = fixture('validate/dataset-that-conforms-to-eucaim.ttl');

/** A node in this process, over a folder, a key and tokens of its own. */
export class RunningNode {
  readonly base: string;
  readonly data: string;
  /** What the node wrote to its log. */
  readonly log: readonly string[];
  /** The secret of the node, as it stands in the key file. */
  readonly key: string;
  readonly #node: OpenNode;
  readonly #tokens: ReadonlyMap<Caller, string>;

  private constructor(
    node: OpenNode,
    parts: { base: string; data: string; log: string[]; key: string; tokens: ReadonlyMap<Caller, string> },
  ) {
    this.#node = node;
    this.base = parts.base;
    this.data = parts.data;
    this.log = parts.log;
    this.key = parts.key;
    this.#tokens = parts.tokens;
  }

  /** Opens it and waits until it is ready; over the folders of the project unless others are named. */
  static async start(
    settings: Partial<NodeConfig> = {},
    folders: Folders = projectFolders(),
  ): Promise<RunningNode> {
    const data = mkdtempSync(join(tmpdir(), 'meridian-node-'));
    const port = await freePorts(1);
    const base = `http://127.0.0.1:${port}`;
    const key = randomBytes(32).toString('hex');
    writeFileSync(join(data, 'node.key'), key, { mode: 0o600 });
    const tokens = new Map<Caller, string>();
    for (const caller of callers) {
      if (caller !== 'anonymous') tokens.set(caller, randomBytes(32).toString('base64url'));
    }
    const log: string[] = [];
    const config: NodeConfig = {
      id: 'test',
      title: 'Test node',
      base,
      listen: { host: '127.0.0.1', port },
      data: join(data, 'data'),
      keyFile: join(data, 'node.key'),
      providers,
      tokens: [...tokens].map(([caller, token]) => ({
        sha256: createHash('sha256').update(token).digest('hex'),
        id: `test-${caller}`,
        ...(caller === 'own'
          ? { role: 'provider', provider: 'north' }
          : caller === 'other'
            ? { role: 'provider', provider: 'south' }
            : { role: caller as 'editor' | 'researcher' | 'committee' | 'operator' }),
      })),
      disclosure: { threshold: 10, step: 1 },
      limits: {
        submissionBytes: 4 * 1024 * 1024,
        queryMilliseconds: 20_000,
        anonymousQueryMilliseconds: 20_000,
        nodeMilliseconds: 5000,
      },
      ...settings,
    };
    const node = await openNode(config, {
      folders,
      version: '0.0.0',
      log: (line) => log.push(line),
    });
    await node.restored;
    return new RunningNode(node, { base, data, log, key, tokens });
  }

  get port(): number {
    return Number(new URL(this.base).port);
  }

  /** The token of a caller; never of `anonymous`, who has none. */
  token(caller: Caller): string {
    const token = this.#tokens.get(caller);
    if (token === undefined) throw new Error(`${caller} has no token`);
    return token;
  }

  /** Sends a request as one of the callers. */
  async ask(path: string, options: RequestInit & { as?: Caller; accept?: string } = {}): Promise<Response> {
    const { as = 'anonymous', accept, ...init } = options;
    const headers = new Headers(init.headers);
    if (as !== 'anonymous') headers.set('authorization', `Bearer ${this.token(as)}`);
    if (accept !== undefined) headers.set('accept', accept);
    return fetch(this.base + path, { redirect: 'manual', ...init, headers });
  }

  /** The status and the JSON of an answer. */
  async json(
    path: string,
    options: RequestInit & { as?: Caller; accept?: string } = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await this.ask(path, options);
    return { status: response.status, body: await response.json() };
  }

  /** Publishes a body as one of the providers. */
  async publish(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    mediaType: string,
    as: Caller = 'own',
  ): Promise<Response> {
    return this.ask(path, { method: 'PUT', as, body, headers: { 'content-type': mediaType } });
  }

  /** Sends bytes as they are and gives what comes back until the other side closes, or `milliseconds` have passed. */
  async raw(text: string | Uint8Array, milliseconds = 10_000): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1');
      let answer = '';
      const end = (): void => {
        socket.destroy();
        resolve(answer);
      };
      socket.setTimeout(milliseconds, end);
      socket.on('error', (error) => {
        if (answer === '') reject(error);
      });
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('close', end);
      socket.write(text);
    });
  }

  async stop(): Promise<void> {
    await this.#node.close();
    rmSync(this.data, { recursive: true, force: true });
  }
}
