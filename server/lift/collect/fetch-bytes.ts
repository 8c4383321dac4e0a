import { setTimeout as pause } from 'node:timers/promises';
import { MeridianError } from '../../errors.ts';
import { shownAddress } from './web-address.ts';
import { fetchRedirected, RedirectRefused } from './fetch-redirected.ts';

export interface FetchBytesOptions {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes; what is longer is refused. */
  readonly most: number;
}

export interface FetchedBytes {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Where it was found in the end, on the same server. */
  readonly url: URL;
}

const tries = 4;
const longestWait = 30_000;
const longestAnswer = 60_000;

/**
 * Gets what an address gives, whole. Waits and asks again where the server is busy (429, 503), as long as it says in
 * Retry-After, 30 seconds at most. Redirects are followed on the same server only. Throws 'unreadable-source' with the
 * address for everything else.
 */
export async function fetchBytes(address: URL, options: FetchBytesOptions): Promise<FetchedBytes> {
  const { response, url } = await fetchRedirected(address, (next) => ask(next, options)).catch(
    (error: unknown) => {
      throw error instanceof RedirectRefused ? failed(address, error.message) : error;
    },
  );
  if (!response.ok) {
    await response.body?.cancel();
    throw failed(address, `The server answered ${response.status}.`);
  }
  const mediaType = response.headers.get('content-type') ?? '';
  return { bytes: await read(response, address, options), mediaType, url };
}

async function ask(url: URL, { fetch, signal, headers }: FetchBytesOptions): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    let response: Response;
    try {
      response = await fetch(url, {
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(longestAnswer)]),
      });
    } catch (cause) {
      signal.throwIfAborted();
      throw failed(url, 'The server does not answer.', cause);
    }
    if (attempt === tries || (response.status !== 429 && response.status !== 503)) return response;
    await response.body?.cancel();
    await pause(waitOf(response, attempt), undefined, { signal });
  }
}

/** Milliseconds: what Retry-After says in seconds or as a date, else longer from time to time. */
function waitOf(response: Response, attempt: number): number {
  const said = response.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Math.min(Math.max(Number.isFinite(wait) ? wait : 500 * 2 ** attempt, 0), longestWait);
}

async function read(response: Response, address: URL, { most }: FetchBytesOptions): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of response.body ?? []) {
      length += piece.length;
      if (length > most) break;
      pieces.push(piece);
    }
  } catch (cause) {
    throw failed(address, 'The answer breaks off.', cause);
  }
  if (length > most) throw failed(address, `The answer is longer than ${most / 1024 / 1024} MiB.`);
  return Buffer.concat(pieces);
}

/** The address has no name or password: {@link webAddress} took them out. Of its query only names are said. */
export function failed(address: URL, message: string, cause?: unknown): MeridianError {
  return new MeridianError('unreadable-source', message, {
    place: { file: shownAddress(address) },
    advice: 'Look at the address with a browser, or ask whoever runs the server.',
    ...(cause === undefined ? {} : { cause }),
  });
}
