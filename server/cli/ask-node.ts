import { readFile } from 'node:fs/promises';
import { MeridianError } from '../errors.ts';
import type { Terminal } from './workshop.ts';

export interface NodeAnswer {
  readonly status: number;
  readonly text: string;
}

/** A path at the address of a node. Throws `bad-request` for what is no http(s) address. */
export function nodeAddress(path: string, at: string): URL {
  const url = URL.parse(path, at);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw new MeridianError('bad-request', `"${at}" is no address of a node.`, {
    advice: 'Give one such as http://127.0.0.1:8080.',
  });
}

/** Sends a request to a running node. Throws `node-failed` where it cannot be reached. */
export async function askNode(url: URL, request: RequestInit = {}): Promise<NodeAnswer> {
  try {
    const response = await fetch(url, request);
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new MeridianError('node-failed', `${url.origin} cannot be reached.`, {
      advice: 'Check that the node runs: npm start brings up the demonstration.',
      cause,
    });
  }
}

/** Exit code of a command for what a node answered. */
export function exitCode(status: number): 0 | 2 | 3 {
  return status < 400 ? 0 : status < 500 ? 2 : 3;
}

/** The token of `--token-file` or MERIDIAN_TOKEN as a header; none where neither is given. */
export async function tokenHeader(
  file: string | undefined,
  terminal: Terminal,
): Promise<Record<string, string>> {
  const token = file === undefined ? terminal.environment['MERIDIAN_TOKEN'] : await readTokenFile(file);
  if (token === undefined || token.trim() === '') return {};
  if (!/^[\w.~+/-]+=*$/.test(token.trim())) {
    throw new MeridianError('bad-request', 'The token is not one line of letters and digits (RFC 6750).', {
      ...(file === undefined ? { advice: 'Check the variable MERIDIAN_TOKEN.' } : { place: { file } }),
    });
  }
  return { authorization: `Bearer ${token.trim()}` };
}

async function readTokenFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The token file cannot be read.', {
      place: { file },
      cause,
    });
  }
}

/** Where commands ask when nothing else is said: the hub of the demonstration. */
export function defaultAddress(terminal: Terminal): string {
  return `http://127.0.0.1:${terminal.environment['PORT'] ?? '8080'}`;
}
