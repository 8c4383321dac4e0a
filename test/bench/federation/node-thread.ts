import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { Store } from 'oxigraph';
import { textAnswer } from '../support/text-answer.ts';

/** What a node has been asked since it was last asked for this. */
export interface Traffic {
  readonly requests: number;
  /** Of the answers' bodies. */
  readonly bytes: number;
}

const { turtle } = workerData as { readonly turtle: string };
const store = new Store();
store.load(turtle, { format: 'text/turtle' });
let traffic: Traffic = { requests: 0, bytes: 0 };

const server = createServer((request, response) => {
  void readQuery(request).then((query) => {
    const { status, type, text } = answer(query);
    traffic = { requests: traffic.requests + 1, bytes: traffic.bytes + Buffer.byteLength(text) };
    response.writeHead(status, { 'content-type': type }).end(text);
  });
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Anything but a query is answered as an endpoint with an empty service description does. */
function answer(query: string | undefined): Answer {
  if (query === undefined) return { status: 200, type: 'text/turtle', text: '' };
  try {
    const type = 'application/sparql-results+json';
    return { status: 200, type, text: textAnswer(store, query, type) };
  } catch (error) {
    return { status: 400, type: 'text/plain', text: String(error) };
  }
}

/** SPARQL Protocol 2.1: in the address, in a form, or as the body itself. */
async function readQuery(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  if (request.method === 'GET')
    return new URL(request.url ?? '/', 'http://localhost').searchParams.get('query') ?? undefined;
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true)
    return new URLSearchParams(body).get('query') ?? undefined;
  return body;
}

parentPort?.on('message', () => {
  parentPort?.postMessage(traffic);
  traffic = { requests: 0, bytes: 0 };
});
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port, triples: store.size });
});
