import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { askNode } from '../../../server/federate/ask-node.ts';
import { describeNodeError } from '../../../server/federate/node-failure.ts';

describe('askNode', () => {
  it('asks again once where a connection is closed before the answer', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      asked++;
      if (asked === 1) request.socket.destroy();
      else response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const node = { id: 'a', title: 'A', url: `http://127.0.0.1:${port}` };
    try {
      const request = { path: '/sparql', accept: 'application/json' };
      const limits = { signal: AbortSignal.timeout(5000), maximumBytes: 100 };
      assert.equal((await askNode(node, request, limits)).text, '{}');
      assert.equal(asked, 2);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('describeNodeError', () => {
  it('says a network error in plain words', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });
    assert.equal(describeNodeError(new TypeError('fetch failed', { cause })), 'connection refused');
  });
});
