import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { StaticTokens } from '../../../server/access/static-tokens.ts';
import { MeridianError, type ErrorCode } from '../../../server/errors.ts';
import { createApp } from '../../../server/http/create-app.ts';
import { json } from '../../../server/http/reply.ts';
import type { Call, Route } from '../../../server/http/route.ts';

const failures: { error: unknown; id: string }[] = [];
let server: Server;
let address: string;
let seen: Call | undefined;

function route(
  method: Route['method'],
  path: string,
  handle: Route['handle'],
  more: Partial<Route> = {},
): Route {
  const replies = { 200: { description: 'x', mediaTypes: ['application/json'] } };
  return {
    method,
    path,
    action: 'read-operation',
    description: { summary: 'x', tag: 'x', replies },
    handle: (call) => {
      seen = call;
      return handle(call);
    },
    ...more,
  };
}

const routes: readonly Route[] = [
  route('get', '/echo/:name', (call) => json({ name: call.params['name'] })),
  route('get', '/folder/*path', () => json({})),
  route('get', '/numbers', () => json({ datasets: 7 }), { action: 'read-catalogue' }),
  route('post', '/echo', (call) => json({ bytes: call.body.length })),
  route('post', '/small', (call) => json({ bytes: call.body.length }), { bodyLimit: 10 }),
  route('get', '/fails', () => {
    throw new Error('the password is swordfish');
  }),
  route('get', '/fails/:code', ({ params }) => {
    throw new MeridianError(params['code'] as ErrorCode, 'a message', {
      place: { file: 'a.ttl', line: 3 },
      advice: 'an advice',
    });
  }),
  route('get', '/rejects', () =>
    Promise.reject(new MeridianError('internal', 'swordfish', { advice: 'swordfish' })),
  ),
  route('get', '/throws-text', () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- what libraries do
    throw 'swordfish';
  }),
];

/** What the node waits for, while it does. */
let waiting: string | undefined;

before(async () => {
  const app = createApp({
    routes,
    authenticator: new StaticTokens([]),
    base: 'https://node.example.org/meridian',
    waitingFor: () => waiting,
    onFailure: (error, id) => failures.push({ error, id }),
  });
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => {
      resolve(listening);
    });
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  failures.length = 0;
  seen = undefined;
});
after(() => {
  server.close();
});

describe('the application', () => {
  for (const path of ['/fails', '/rejects', '/throws-text', '/fails/internal']) {
    it(`masks what fails inside at ${path}, and tells the log under the same number`, async () => {
      const response = await fetch(address + path);
      const text = await response.text();
      assert.equal(response.status, 500);
      assert.doesNotMatch(text, /swordfish|a\.ttl|an advice/);
      assert.equal(failures.length, 1);
      assert.ok(text.includes(failures[0]?.id ?? 'nothing'));
      assert.equal(response.headers.get('x-request-id'), failures[0]?.id);
    });
  }

  it('gives no numbers before everything is loaded, and says what it waits for', async () => {
    waiting = 'the accepted submissions';
    try {
      const response = await fetch(`${address}/numbers`);
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('retry-after'), '2');
      const problem = (await response.json()) as { code: string; detail: string };
      assert.equal(problem.code, 'not-ready');
      assert.match(problem.detail, /waits for the accepted submissions/);
      assert.equal((await fetch(`${address}/echo/x`)).status, 200);
    } finally {
      waiting = undefined;
    }
    assert.equal((await fetch(`${address}/numbers`)).status, 200);
  });

  it('tells callers and the log of a broken mapping or shape', async () => {
    const response = await fetch(`${address}/fails/bad-mapping`);
    assert.equal(response.status, 500);
    assert.match(await response.text(), /a message \(a\.ttl, line 3\)/);
    assert.equal(failures.length, 1);
  });

  for (const code of ['not-found', 'conflict', 'timeout', 'node-failed', 'bad-query'] as const) {
    it(`says ${code} with place and advice, and does not trouble the log`, async () => {
      const response = await fetch(`${address}/fails/${code}`);
      const problem = (await response.json()) as Record<string, unknown>;
      assert.equal(problem['code'], code);
      assert.deepEqual(problem['place'], { file: 'a.ttl', line: 3 });
      assert.equal(problem['advice'], 'an advice');
      assert.deepEqual(failures, []);
    });
  }

  it('gives handlers the address of the node, not that of the request', async () => {
    await fetch(`${address}/echo/a%2Fb?c=d%20e&c=f`);
    assert.equal(seen?.url.href, 'https://node.example.org/echo/a%2Fb?c=d%20e&c=f');
    assert.equal(seen.params['name'], 'a/b');
    assert.deepEqual(seen.url.searchParams.getAll('c'), ['d e', 'f']);
    assert.match(seen.id, /^[0-9a-f-]{36}$/);
  });

  it('reads the media type without parameters, in lower case', async () => {
    await fetch(`${address}/echo`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'Text/CSV; Header=present' },
    });
    assert.equal(seen?.mediaType, 'text/csv');
    await fetch(`${address}/echo`, { method: 'POST', body: new Uint8Array(3) });
    assert.equal(seen.mediaType, '');
    assert.equal(seen.body.length, 3);
  });

  it('takes bodies up to the limit of their address, one mebibyte where it has none', async () => {
    const send = async (path: string, bytes: number): Promise<number> =>
      (await fetch(address + path, { method: 'POST', body: new Uint8Array(bytes) })).status;
    assert.equal(await send('/small', 10), 200);
    assert.equal(await send('/small', 11), 413);
    assert.equal(await send('/echo', 1024 * 1024), 200);
    assert.equal(await send('/echo', 1024 * 1024 + 1), 413);
  });

  it('answers unchanged content with 304, also to those who tell caches to look again', async () => {
    const first = await fetch(`${address}/echo/a`);
    const etag = first.headers.get('etag') ?? '';
    for (const cache of ['max-age=0', 'no-cache', 'no-store, no-cache']) {
      const again = await fetch(`${address}/echo/a`, {
        headers: { 'if-none-match': etag, 'cache-control': cache },
      });
      assert.equal(again.status, 304, cache);
    }
  });

  for (const [method, path, status] of [
    ['GET', '/folder/a/b/c', 200],
    ['PUT', '/folder/a/b/c', 405],
    ['GET', '/folder', 404],
    ['GET', '/Echo/a', 404],
    ['GET', '/echo', 405],
    ['DELETE', '/echo/a/', 405],
    ['GET', '/fails.', 404],
  ] as const) {
    it(`answers ${method} ${path} with ${status}`, async () => {
      assert.equal((await fetch(address + path, { method })).status, status);
    });
  }
});
