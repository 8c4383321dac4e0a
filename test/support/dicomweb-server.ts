import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers to one request: objects, or anything else as it is. */
export interface DicomwebReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface RunningDicomweb extends AsyncDisposable {
  /** `127.0.0.1:12345/dicom-web`. */
  readonly shown: string;
  readonly address: string;
  readonly requests: readonly {
    readonly path: string;
    readonly query: URLSearchParams;
    readonly request: IncomingMessage;
  }[];
}

/** A real HTTP server that answers below `/dicom-web` what it is told to; paths without a reply are not found. */
export async function runDicomweb(
  reply: (path: string, query: URLSearchParams, request: IncomingMessage) => DicomwebReply | undefined,
): Promise<RunningDicomweb> {
  const requests: { path: string; query: URLSearchParams; request: IncomingMessage }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = url.pathname.replace('/dicom-web', '');
    requests.push({ path, query: url.searchParams, request });
    const { status = 200, headers = {}, body } = reply(path, url.searchParams, request) ?? { status: 404 };
    response.writeHead(status, { 'content-type': 'application/dicom+json', ...headers });
    response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shown = `127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  return {
    shown,
    address: `dicomweb+http://${shown}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The page of a list that a search asks for. */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams, most = Infinity): Item[] {
  const [limit, offset] = ['limit', 'offset'].map((name) => Number(query.get(name) ?? 0));
  return items.slice(offset, (offset ?? 0) + Math.min(limit ?? 0, most));
}
