import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { MeridianError } from '../../errors.ts';
import type { DemoNode } from './demo-layout.ts';

/** A node of the demonstration as a process of its own, with its latest words kept for when it fails. */
export class NodeProcess {
  readonly node: DemoNode;
  readonly #child: ChildProcess;
  #words = '';

  constructor(node: DemoNode, mainFile: string) {
    this.node = node;
    this.#child = spawn(process.execPath, ['--no-warnings', mainFile, 'serve', '--config', node.configFile], {
      // The channel ends with this process, however it ends, and the node ends with the channel.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#words = (this.#words + text).slice(-4000);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  onExit(listener: (why: string) => void): void {
    this.#child.once('exit', (code, signal) => {
      listener(signal === null ? `code ${code ?? 'unknown'}` : `signal ${signal}`);
    });
  }

  /** Resolves when `/health/ready` gives 200. Throws `node-failed` with the node's words if it ends first. */
  async ready(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      if (!this.running) {
        throw new MeridianError(
          'node-failed',
          `${this.node.title} stopped while starting.\n${this.#words.trim()}`,
          {
            advice: `Is port ${this.node.port} taken? PORT=9080 npm start moves the demonstration.`,
          },
        );
      }
      // Not listening yet is the expected answer at first; a node that ends is told of above.
      const response = await fetch(`${this.node.base}/health/ready`).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new MeridianError('timeout', `${this.node.title} was not ready after ${milliseconds / 1000} s.`);
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await exit;
    clearTimeout(timer);
  }
}
