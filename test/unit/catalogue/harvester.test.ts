import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { Harvester } from '../../../server/catalogue/harvester.ts';

let server: Server;
let url: string;
let answer: (response: ServerResponse, tag: string | undefined) => void;
let requests: number;
let harvester: Harvester | undefined;
let taken: string[];

before(async () => {
  server = createServer((request, response) => {
    requests += 1;
    answer(response, request.headers['if-none-match']);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  harvester?.stop();
});
after(() => {
  server.closeAllConnections();
  server.close();
});

function start(
  reply: typeof answer,
  options: { limit?: number; deadline?: number; onCatalogue?: () => Promise<void> } = {},
): Harvester {
  answer = reply;
  requests = 0;
  taken = [];
  harvester = new Harvester({
    nodes: [{ id: 'north', title: 'North', url }],
    interval: 30,
    deadline: options.deadline ?? 1000,
    limit: options.limit ?? 1000,
    onCatalogue: async (_node, triples) => {
      await options.onCatalogue?.();
      taken.push(Buffer.from(triples).toString());
    },
  });
  harvester.start();
  return harvester;
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!condition()) {
    assert.ok(Date.now() < end, 'this does not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the harvester', () => {
  it('takes a catalogue once while its tag stays the same', async () => {
    const running = start((response, tag) => {
      response.writeHead(tag === '"1"' ? 304 : 200, { etag: '"1"' });
      response.end(tag === '"1"' ? undefined : 'triples');
    });
    await until(() => requests >= 4);
    assert.deepEqual(taken, ['triples']);
    assert.equal(running.harvests().get('north')?.error, undefined);
  });

  it('keeps what it has, and its age, while a node fails', async () => {
    let fails = false;
    const running = start((response) => {
      response.writeHead(fails ? 500 : 200, { etag: '"1"' });
      response.end('triples');
    });
    await until(() => taken.length === 1 && running.harvests().get('north')?.at !== undefined);
    const at = running.harvests().get('north')?.at ?? '';
    fails = true;
    await until(() => running.harvests().get('north')?.error !== undefined);
    assert.ok((running.harvests().get('north')?.at ?? '') >= at && at !== '');
    assert.match(running.harvests().get('north')?.error ?? '', /answered 500/);
  });

  it('asks again soon only until a node was first read, with or without a tag', async () => {
    const running = start((response) => {
      response.end('triples');
    });
    await until(() => taken.length >= 2);
    assert.notEqual(running.harvests().get('north')?.at, '');
  });

  it('does not keep a tag of a catalogue that could not be taken', async () => {
    const tags: (string | undefined)[] = [];
    start(
      (response, tag) => {
        tags.push(tag);
        response.writeHead(200, { etag: '"1"' });
        response.end('triples');
      },
      { onCatalogue: () => Promise.reject(new Error('not now')) },
    );
    await until(() => tags.length >= 2);
    assert.deepEqual(new Set(tags), new Set([undefined]));
  });

  for (const [what, reply, said, options] of [
    [
      'larger than the limit',
      (response: ServerResponse) => response.end('x'.repeat(2000)),
      /larger than 1000/,
      {},
    ],
    ['that never comes', () => undefined, /timeout|aborted/i, { deadline: 50 }],
    [
      'that is elsewhere',
      (response: ServerResponse) => {
        response.writeHead(302, { location: 'http://example.org/' }).end();
      },
      /redirect/,
      {},
    ],
  ] as const) {
    it(`says why it does not take a catalogue ${what}`, async () => {
      const running = start((response) => void reply(response), options);
      await until(() => running.harvests().get('north')?.error !== undefined);
      assert.match(running.harvests().get('north')?.error ?? '', said);
      assert.equal(running.harvests().get('north')?.at, '');
      assert.deepEqual(taken, []);
    });
  }
});
