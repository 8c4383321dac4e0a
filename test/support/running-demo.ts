import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mainFile = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

/** The demonstration as `npm start` runs it, in a folder and on ports of its own. */
export class RunningDemo {
  readonly port: number;
  readonly data: string;
  readonly output: () => string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, data: string, output: () => string) {
    this.#child = child;
    this.port = port;
    this.data = data;
    this.output = output;
  }

  /** Starts it and waits until the addresses are printed. `data` continues an earlier one. */
  static async start(options: { scale: number; data?: string; port?: number }): Promise<RunningDemo> {
    const data = options.data ?? mkdtempSync(join(tmpdir(), 'meridian-demo-'));
    const port = options.port ?? (await freePorts(4));
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        mainFile,
        'demo',
        '--data',
        data,
        '--port',
        String(port),
        '--scale',
        String(options.scale),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const demo = new RunningDemo(child, port, data, () => output);
    const end = Date.now() + 240_000;
    while (!output.includes('Tokens:')) {
      if (child.exitCode !== null)
        throw new Error(`the demonstration ended with ${child.exitCode}:\n${output}`);
      if (Date.now() > end) throw new Error(`the demonstration is not ready after four minutes:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return demo;
  }

  get folder(): string {
    return join(this.data, `demo-${this.port}`);
  }

  /** Address of the hub, or of a provider's node. */
  base(node: 'hub' | 'north' | 'south' | 'east'): string {
    return `http://127.0.0.1:${this.port + ['hub', 'north', 'south', 'east'].indexOf(node)}`;
  }

  token(name: 'researcher' | 'north' | 'south' | 'east'): string {
    return readFileSync(join(this.folder, 'tokens', name), 'utf8').trim();
  }

  configFile(node: string): string {
    return join(this.folder, node, 'node.yaml');
  }

  /** The process of a node, by its port, as the demonstration printed it. */
  pid(port: string): number | undefined {
    const found = new RegExp(`:${port} .*process (\\d+)`).exec(this.output())?.[1];
    return found === undefined ? undefined : Number(found);
  }

  /** The counts that the generator planted. */
  truth(): unknown {
    return JSON.parse(readFileSync(join(this.folder, 'samples', 'truth.json'), 'utf8'));
  }

  async stop({ keepData = false } = {}): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await exit;
    }
    if (!keepData) rmSync(this.data, { recursive: true, force: true });
  }
}

/** The first of `count` neighbouring loopback ports that are all free. */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error('no free ports');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}
