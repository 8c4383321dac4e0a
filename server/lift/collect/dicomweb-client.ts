import { setTimeout as wait } from 'node:timers/promises';
import { MeridianError } from '../../errors.ts';
import { readJsonItems } from '../sources/json-items.ts';
import type { Json } from '../sources/json-path.ts';
import { isObject } from '../sources/json-path.ts';
import type { CollectOptions } from './collector.ts';
import type { DicomwebAddress } from './dicomweb-address.ts';
import { fetchRedirected, RedirectRefused } from './fetch-redirected.ts';

export type DicomJson = Readonly<Record<string, Json>>;

/** One answer of a server. */
export interface DicomwebAnswer {
  readonly objects: readonly DicomJson[];
  /** Whether it says that there is more than it gives (Warning 299, PS3.18 10.6.3.2). */
  readonly isCut: boolean;
}

const attempts = 4;
const firstPause = 500;
/** A server that asks for a longer pause than this is as good as down. */
const longestPause = 60_000;
const timeout = 120_000;
/** Bytes of one answer, whose objects are all held. */
const mostBytes = 256 * 1024 * 1024;
/** Answers that come right when asked again: too many requests, and failures on the way. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Asks a DICOMweb server for DICOM JSON; never for pixel data. What passes is asked again, with growing pauses. Redirects
 * are followed on the same server only.
 */
export class DicomwebClient {
  readonly #address: DicomwebAddress;
  readonly #options: Pick<CollectOptions, 'fetch' | 'signal'>;
  readonly #most: number;

  /** An answer of more than `most` bytes is refused. */
  constructor(
    address: DicomwebAddress,
    options: Pick<CollectOptions, 'fetch' | 'signal'>,
    most: number = mostBytes,
  ) {
    this.#address = address;
    this.#options = options;
    this.#most = most;
  }

  /**
   * The objects at a path below the address. Throws 'unreadable-source'; neither the path nor what the server says is
   * told, since both hold identifiers.
   */
  async get(path: string, query: URLSearchParams): Promise<DicomwebAnswer> {
    const text = query.toString();
    const url = `${this.#address.base}${path}${text === '' ? '' : `?${text}`}`;
    for (let attempt = 1; ; attempt++) {
      const { answer, failure, pause } = await this.#try(url);
      if (answer !== undefined) return answer;
      if (pause === undefined || pause > longestPause || attempt === attempts) throw failure;
      await wait(Math.max(pause, pause === 0 ? 0 : firstPause * 2 ** (attempt - 1)), undefined, {
        signal: this.#options.signal,
      });
    }
  }

  /** One attempt; `pause` is set where another makes sense. */
  async #try(url: string): Promise<{ answer?: DicomwebAnswer; failure: MeridianError; pause?: number }> {
    const { fetch, signal } = this.#options;
    const { authorization } = this.#address;
    signal.throwIfAborted();
    let response: Response;
    try {
      ({ response } = await fetchRedirected(new URL(url), (next) =>
        fetch(next, {
          headers: {
            accept: 'application/dicom+json, application/json;q=0.5',
            ...(authorization === undefined ? {} : { authorization }),
          },
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
        }),
      ));
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof RedirectRefused)
        return { failure: this.#failure(cause.message, 'Give the address that it leads to.') };
      return {
        failure: this.#failure('The server does not answer.', 'Check host and port.', cause),
        pause: firstPause,
      };
    }
    if (response.status === 204) return { answer: { objects: [], isCut: false }, failure: unused };
    if (!response.ok) {
      await response.body?.cancel();
      const failure = this.#failure(...said(response.status));
      return passing.has(response.status) ? { failure, pause: pauseOf(response) } : { failure };
    }
    try {
      const isCut = /\b299\b/.test(response.headers.get('warning') ?? '');
      return { answer: { objects: await this.#objectsOf(response), isCut }, failure: unused };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof MeridianError) return { failure: error };
      return { failure: this.#failure('The answer breaks off.', 'Try again.', error), pause: firstPause };
    }
  }

  async #objectsOf(response: Response): Promise<DicomJson[]> {
    const objects: DicomJson[] = [];
    const { body } = response;
    const answer = {
      path: this.#address.shown,
      read: () => Promise.resolve(new Uint8Array()),
      ...(body === null ? {} : { stream: () => this.#bounded(body as AsyncIterable<Uint8Array>) }),
    };
    for await (const { value } of readJsonItems(answer)) {
      if (!isObject(value))
        throw this.#failure('The answer is not in the DICOM JSON Model.', 'Check the path of the address.');
      objects.push(value);
    }
    return objects;
  }

  async *#bounded(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let length = 0;
    for await (const piece of body) {
      length += piece.length;
      if (length > this.#most)
        throw this.#failure(
          `The answer is longer than ${this.#most / 1024 / 1024} MiB.`,
          'Give the address a lower limit, as ?limit=50.',
        );
      yield piece;
    }
  }

  #failure(message: string, advice: string, cause?: unknown): MeridianError {
    return new MeridianError('unreadable-source', message, {
      place: { file: this.#address.shown },
      advice,
      cause,
    });
  }
}

const unused = new MeridianError('internal', 'There was no failure.');

/** `Retry-After` in seconds or as a date (RFC 9110 10.2.3); milliseconds. */
function pauseOf(response: Response): number {
  const text = response.headers.get('retry-after');
  if (text === null) return firstPause;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : firstPause;
}

function said(status: number): [message: string, advice: string] {
  if (status === 401 || status === 403) {
    return [
      `The server refuses to answer (HTTP ${status}).`,
      'Give a token in the variable DICOMWEB_TOKEN, or one that may read.',
    ];
  }
  if (status === 404)
    return ['The server knows no such address (HTTP 404).', 'Check the path of the address.'];
  return [`The server answers with HTTP ${status}.`, 'Try again later, or ask whoever runs it.'];
}
