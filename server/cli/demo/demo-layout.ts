import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** One process of the demonstration. */
export interface DemoNode {
  readonly id: string;
  readonly title: string;
  readonly port: number;
  readonly base: string;
  readonly configFile: string;
  /** The delivery that is published to it on the first start; a hub has none. */
  readonly delivery?: string;
}

/** Where the demonstration keeps everything, and what runs in it. */
export interface DemoLayout {
  readonly folder: string;
  readonly samples: string;
  readonly nodes: readonly DemoNode[];
  /** Reads a token file: `researcher`, `editor`, or the id of a provider. */
  readonly token: (name: string) => string;
  readonly tokenFile: (name: string) => string;
}

const providers = [
  { id: 'north', title: 'North University Hospital' },
  { id: 'south', title: 'South Regional Hospitals' },
  { id: 'east', title: 'East Cancer Institute' },
] as const;

/**
 * Lays out the demonstration below `data`: keys, tokens and one configuration file per node, each made on the
 * first start and kept. The folder carries the port, because every IRI that a node mints begins with its address.
 */
export function layOutDemo(data: string, port: number): DemoLayout {
  const folder = join(data, `demo-${port}`);
  const tokenFile = (name: string): string => join(folder, 'tokens', name);
  mkdirSync(join(folder, 'tokens'), { recursive: true, mode: 0o700 });
  for (const name of ['researcher', 'editor', ...providers.map(({ id }) => id)]) {
    keepSecret(tokenFile(name), () => randomBytes(32).toString('base64url'));
  }
  const token = (name: string): string => readFileSync(tokenFile(name), 'utf8').trim();
  const researcher = { sha256: sha256(token('researcher')), id: 'demo-researcher', role: 'researcher' };
  const editor = { sha256: sha256(token('editor')), id: 'demo-editor', role: 'editor' };
  const nodes = [
    { id: 'hub', title: 'Meridian demonstration hub', port },
    ...providers.map(({ id, title }, index) => ({ id, title, port: port + 1 + index })),
  ].map((node): DemoNode => {
    const home = join(folder, node.id);
    mkdirSync(home, { recursive: true, mode: 0o700 });
    keepSecret(join(home, 'node.key'), () => randomBytes(32).toString('hex'));
    const base = `http://127.0.0.1:${node.port}`;
    const isHub = node.id === 'hub';
    const config = {
      id: node.id,
      title: node.title,
      base,
      listen: { host: '127.0.0.1', port: node.port },
      // The patients are made up: exact counts show that the answer is the one that was planted.
      disclosure: { threshold: 10, step: 1 },
      data: './data',
      keyFile: './node.key',
      providers: isHub ? [] : [{ id: node.id, title: node.title }],
      tokens: [
        researcher,
        editor,
        ...(isHub
          ? []
          : [{ sha256: sha256(token(node.id)), id: `demo-${node.id}`, role: 'provider', provider: node.id }]),
      ],
      ...(isHub
        ? {
            nodes: providers.map(({ id, title }, index) => ({
              id,
              title,
              url: `http://127.0.0.1:${port + 1 + index}`,
              tokenFile: '../tokens/researcher',
            })),
          }
        : {}),
    };
    const configFile = join(home, 'node.yaml');
    writeFileSync(configFile, stringify(config), { mode: 0o600 });
    return {
      id: node.id,
      title: node.title,
      port: node.port,
      base,
      configFile,
      ...(isHub ? {} : { delivery: join(folder, 'samples', node.id) }),
    };
  });
  return { folder, samples: join(folder, 'samples'), nodes, token, tokenFile };
}

function keepSecret(file: string, make: () => string): void {
  if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
