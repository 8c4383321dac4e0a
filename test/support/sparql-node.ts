import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Store } from 'oxigraph';
import type { FederationNode } from '../../server/federate/node.ts';

/** What a node does when it is asked. */
export type Behaviour =
  'answers' | 'is late' | 'answers garbage' | 'answers 503' | 'redirects' | 'talks without end';

/** A SPARQL endpoint on a free loopback port, over Turtle that it holds in memory. */
export interface SparqlNode extends AsyncDisposable {
  readonly node: FederationNode;
  readonly store: Store;
  /** The queries it was asked, latest last. */
  readonly asked: string[];
  behaviour: Behaviour;
}

/** Starts an endpoint that answers `POST /sparql`, `GET /health/ready` and `POST /cohorts/count` (with its token). */
export async function startSparqlNode(id: string, turtle: string): Promise<SparqlNode> {
  const store = new Store();
  store.load(turtle, { format: 'text/turtle' });
  const asked: string[] = [];
  const state: { behaviour: Behaviour } = { behaviour: 'answers' };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    if (await misbehave(state.behaviour, response)) return;
    const json = { 'content-type': 'application/json' };
    if (request.url === '/health/ready') {
      response.writeHead(200, json).end('{"status":"ready"}');
    } else if (request.url === '/cohorts/count') {
      const isKnown = request.headers.authorization === `Bearer token-of-${id}`;
      response.writeHead(isKnown ? 200 : 401, json).end(isKnown ? body : '{"title":"A token is needed"}');
    } else {
      asked.push(body);
      try {
        const text = store.query(body, { results_format: 'application/sparql-results+json' });
        response.writeHead(200, { 'content-type': 'application/sparql-results+json' }).end(text);
      } catch (error) {
        response.writeHead(400, json).end(JSON.stringify({ title: String(error) }));
      }
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    node: { id, title: id, url: `http://127.0.0.1:${port}`, token: `token-of-${id}` },
    store,
    asked,
    get behaviour() {
      return state.behaviour;
    },
    set behaviour(value) {
      state.behaviour = value;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function misbehave(behaviour: Behaviour, response: ServerResponse): Promise<boolean> {
  switch (behaviour) {
    case 'answers':
      return false;
    case 'is late':
      await sleep(4000, undefined, { ref: false });
      response.end();
      return true;
    case 'answers garbage':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to nginx!</html>');
      return true;
    case 'answers 503':
      response
        .writeHead(503, { 'content-type': 'application/problem+json' })
        .end('{"title":"Too much is being asked at once"}');
      return true;
    case 'redirects':
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
      return true;
    case 'talks without end':
      response.writeHead(200, { 'content-type': 'application/sparql-results+json' });
      for (let sent = 0; sent < 200 && !response.destroyed; sent++) {
        response.write(' '.repeat(65_536));
        await sleep(1);
      }
      response.end();
      return true;
  }
}
