import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const mainFile = join(root, 'server', 'main.ts');

/** How a run of the command line ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly error: string;
}

export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Stops reading after the first bytes of output, as `| head -1` does. */
  readonly stopReading?: boolean;
  /** Milliseconds after which it is stopped. */
  readonly deadline?: number;
}

/** Runs `meridian` as a process of its own, with its output in pipes. */
export function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { environment = {}, stopReading = false, deadline = 60_000 } = options;
  return new Promise((resolve, reject) => {
    const outside = { ...process.env };
    delete outside['PORT'];
    delete outside['MERIDIAN_TOKEN'];
    const child = spawn(process.execPath, ['--no-warnings', mainFile, ...args], {
      cwd: root,
      env: { ...outside, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: deadline,
    });
    let out = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (stopReading) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, out, error });
    });
  });
}
