import { isClosedConnection, NodeFailure } from './node-failure.ts';
import type { FederationNode } from './node.ts';

/** A request to a node: a path below its address, never an address of its own. */
export interface NodeRequest {
  /** Begins with a slash: `/sparql`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly contentType?: string;
  readonly accept: string;
  readonly body?: string;
  /** Sends the node's bearer token, for protected counts. */
  readonly withToken?: boolean;
}

export interface NodeAnswer {
  readonly text: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/**
 * One request to one node. Throws NodeFailure: `refused` where the node says no (4xx), `failed` for other statuses,
 * redirects (none is followed: a node must not send the hub elsewhere) and answers of more than `maximumBytes`.
 */
export async function askNode(
  node: FederationNode,
  request: NodeRequest,
  { signal, maximumBytes }: { signal: AbortSignal; maximumBytes: number },
): Promise<NodeAnswer> {
  const headers: Record<string, string> = { accept: request.accept };
  if (request.contentType !== undefined) headers['content-type'] = request.contentType;
  if (request.withToken === true && node.token !== undefined)
    headers['authorization'] = `Bearer ${node.token}`;
  const send = (): Promise<Response> =>
    fetch(node.url + request.path, {
      method: request.method ?? 'GET',
      headers,
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  // A kept connection may be closed by the node just as it is used again; what is asked here only reads.
  const response = await send().catch((error: unknown) => {
    if (isClosedConnection(error) && !signal.aborted) return send();
    throw error;
  });
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new NodeFailure(
      'failed',
      `it answered with a redirect (HTTP ${response.status}), which is not followed`,
    );
  }
  const { text, bytes } = await readBody(response, maximumBytes);
  if (!response.ok) {
    const isRefusal = response.status >= 400 && response.status < 500;
    throw new NodeFailure(isRefusal ? 'refused' : 'failed', `HTTP ${response.status}${problemOf(text)}`);
  }
  const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return { text, mediaType, bytes };
}

/** The answer as JSON. Throws NodeFailure where it is none. */
export function readJson({ text, mediaType }: NodeAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const kind = mediaType === '' ? '' : ` (it says it is ${mediaType})`;
    throw new NodeFailure('failed', `its answer is not readable JSON${kind}`, cause);
  }
}

async function readBody(response: Response, maximumBytes: number): Promise<{ text: string; bytes: number }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the body, and with it the transfer.
    if (bytes > maximumBytes) {
      throw new NodeFailure('failed', `its answer is larger than the ${maximumBytes} bytes that are read`);
    }
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), bytes };
}

/** Title and detail of a problem document (RFC 9457), cut to a line; nothing where the body is none. */
function problemOf(text: string): string {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem !== 'object' || problem === null) return '';
    const said = ['title', 'detail']
      .map((name) => (problem as Record<string, unknown>)[name])
      .filter((value) => typeof value === 'string');
    return said.length === 0 ? '' : `: ${said.join('. ').slice(0, 300)}`;
  } catch {
    return '';
  }
}
