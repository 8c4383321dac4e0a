import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly base: string;
  /** What was asked for, in its order: path and query. */
  readonly asked: string[];
}

/** A real HTTP server on a free port of this machine; it ends when it is disposed of. */
export async function startTestServer(
  answer: (request: IncomingMessage, response: ServerResponse, base: string) => void,
): Promise<TestServer> {
  const asked: string[] = [];
  let base = '';
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response, base);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
