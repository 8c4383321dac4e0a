import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { MeridianError } from '../errors.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';
import { deliveryDescriptionFile } from '../publish/delivery-description.ts';
import { nodeAddress } from './ask-node.ts';
import { collectDelivery } from './collect-delivery.ts';
import type { CollectFor } from './collect-delivery.ts';

export interface PublishRequest {
  /** A delivery folder (with delivery.yaml), or one RDF file. */
  readonly path: string;
  /** `http://127.0.0.1:8081/providers/north/submissions/main`. */
  readonly to: string;
  /** The whole Authorization header. */
  readonly authorization: string;
  readonly profile?: string;
  /** Fetches the addresses that its delivery.yaml names; without it the node refuses them. */
  readonly collect?: CollectFor;
}

/** What the node said: its status and its JSON. */
export interface PublishReply {
  readonly status: number;
  readonly value: unknown;
}

/**
 * Sends a delivery to a node. Throws `node-failed` where the node cannot be reached, and, with other advice, where the
 * connection broke so that nobody here knows whether the delivery was accepted.
 */
export async function publishDelivery({
  path,
  to,
  authorization,
  profile,
  collect,
}: PublishRequest): Promise<PublishReply> {
  const url = nodeAddress('', to);
  const { body, mediaType } = await readBody(path, collect);
  if (profile !== undefined) url.searchParams.set('profile', profile);
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { authorization, 'content-type': mediaType, accept: 'application/json' },
      body: new Uint8Array(body),
    });
    status = response.status;
    text = await response.text();
  } catch (cause) {
    throw connectionFailure(url, cause);
  }
  try {
    return { status, value: JSON.parse(text) };
  } catch (cause) {
    throw new MeridianError('node-failed', `${url.origin} answered ${status} without JSON.`, {
      cause,
    });
  }
}

/** What keeps a request from being sent: no route, no name, no connection, no trust in the certificate. */
const unsent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|ERR_SSL.*|ERR_TLS.*)$/;

function connectionFailure(url: URL, cause: unknown): MeridianError {
  const { code, syscall } = systemError(cause instanceof Error ? cause.cause : undefined);
  // Without a code the request was refused here, before anything was sent.
  if (code === undefined || unsent.test(code) || syscall === 'connect') {
    return new MeridianError('node-failed', `${url.origin} cannot be reached.`, {
      advice: 'Check that the node runs and that the address is right.',
      cause,
    });
  }
  return new MeridianError('node-failed', `The connection to ${url.origin} broke before it had answered.`, {
    advice: `The delivery may have been accepted; GET ${url.origin}${url.pathname} to see.`,
    cause,
  });
}

function systemError(error: unknown): Pick<NodeJS.ErrnoException, 'code' | 'syscall'> {
  // Where several addresses were tried, each has its own error.
  if (error instanceof AggregateError) return systemError(error.errors[0]);
  if (!(error instanceof Error)) return {};
  const found: NodeJS.ErrnoException = error;
  return found;
}

async function readBody(
  path: string,
  collect?: CollectFor,
): Promise<{ body: Uint8Array; mediaType: string }> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new MeridianError('unreadable-source', 'There is no such file or folder.', {
      place: { file: path },
      cause,
    });
  });
  if (found.isDirectory()) return { body: await packFolder(path, collect), mediaType: 'application/x-tar' };
  const mediaType = mediaTypeOfFile(path);
  if (mediaType === undefined) {
    throw new MeridianError('unknown-format', `${basename(path)} is not an RDF file by its name.`, {
      place: { file: path },
      advice:
        'Publish a folder with a delivery.yaml, or a .ttl, .jsonld, .rdf, .nt, .nq, .trig or .html file.',
    });
  }
  return { body: await readDelivered(path), mediaType };
}

async function readDelivered(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new MeridianError('unreadable-source', 'The file cannot be read.', { place: { file }, cause });
  }
}

/** The folder as a gzipped tar, files in order of their names, so that equal folders give equal bytes. */
async function packFolder(folder: string, collect?: CollectFor): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const collected =
    collect !== undefined && files.includes(deliveryDescriptionFile)
      ? await collectDelivery(await readDelivered(join(folder, deliveryDescriptionFile)), collect)
      : undefined;
  const archive = pack();
  // The archive is read while it is filled: its stream holds back what nobody takes.
  const packed = buffer(archive);
  const add = (name: string, bytes: Uint8Array): void => {
    archive.entry({ name, mtime: new Date(0), mode: 0o644 }, Buffer.from(bytes));
  };
  for (const name of files) {
    const replaced = name === deliveryDescriptionFile ? collected?.description : undefined;
    add(name, replaced ?? (await readDelivered(join(folder, name))));
  }
  for (const file of collected?.files ?? []) add(file.path, await file.read());
  archive.finalize();
  return gzipSync(await packed, { level: 1 });
}
