import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { packEntries } from '../support/pack-delivery.ts';
import { conformingCatalogue, RunningNode } from '../support/running-node.ts';

const limit = 1024 * 1024;
const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
let node: RunningNode;
let trap: Server;
let trapped = 0;
let trapAddress: string;

before(async () => {
  node = await RunningNode.start({
    limits: {
      submissionBytes: limit,
      queryMilliseconds: 5000,
      anonymousQueryMilliseconds: 5000,
      nodeMilliseconds: 1000,
    },
  });
  trap = createServer((_request, response) => {
    trapped += 1;
    response.end('{}');
  });
  trap.on('connection', () => {
    trapped += 1;
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  trapAddress = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  const title = nasty.replaceAll('"', '\\"');
  const catalogue = conformingCatalogue
    .replace('Prostate MR of the north', title)
    .replace('Magnetic resonance images of prostates.', title)
    .replace('"prostate"@en', `"${title}"@en`)
    .replace('"Data office"', `"${title}"`);
  const response = await node.publish('/providers/north/submissions/main', catalogue, 'text/turtle');
  assert.equal(response.status, 201, await response.text());
});

after(async () => {
  await node.stop();
  await new Promise((resolve) => trap.close(resolve));
});

const alive = async (): Promise<void> => {
  assert.equal((await node.ask('/health/ready')).status, 200);
};
const post = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Response> => node.ask(path, { method: 'POST', as: 'researcher', body, headers });

describe('large requests', () => {
  it('with headers of two megabytes are refused, and the node lives', async () => {
    const answer = await node
      .raw(`GET /catalog HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(2_000_000)}\r\n\r\n`)
      .catch(() => 'HTTP/1.1 431 reset');
    assert.match(answer, /^HTTP\/1.1 431 /);
    await alive();
  });

  for (const [path, bytes, mediaType] of [
    ['/sparql', limit + 1, 'application/sparql-query'],
    ['/graphql', 100 * 1024 + 1, 'application/json'],
    ['/cohorts/count', 256 * 1024 + 1, 'application/json'],
  ] as const) {
    it(`with a body over the limit of ${path} are 413, and the connection can be used on`, async () => {
      const request =
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${node.token('researcher')}\r\n` +
        `Content-Type: ${mediaType}\r\nContent-Length: ${bytes}\r\n\r\n${'a'.repeat(bytes)}` +
        'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
      const answer = await node.raw(request);
      assert.match(answer, /^HTTP\/1.1 413 /);
      assert.match(answer, /"code": "too-large"/);
      assert.match(answer, /HTTP\/1.1 200 OK[^]*"live": true/);
    });
  }

  it('over the limit of a delivery are 413', async () => {
    const response = await node.publish(
      '/providers/north/submissions/big',
      ' '.repeat(limit + 1),
      'text/turtle',
    );
    assert.equal(response.status, 413);
    assert.match(((await response.json()) as { detail: string }).detail, /1048576 bytes/);
  });

  it('that unpack to more than the limit are 413, whatever they weigh', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(200 * 1024 * 1024)));
    assert.ok(bomb.length < limit);
    const encoded = await node.ask('/providers/north/submissions/bomb', {
      method: 'PUT',
      as: 'own',
      body: bomb,
      headers: { 'content-type': 'text/turtle', 'content-encoding': 'gzip' },
    });
    assert.equal(encoded.status, 413);
    const tar = await packEntries([
      ['delivery.yaml', "sources: [{ source: dcat, files: ['*'] }]"],
      ...Array.from({ length: 40 }, (_, index) => [`${index}.nt`, Buffer.alloc(limit / 4)] as const),
    ]);
    const archive = new Uint8Array(gzipSync(tar));
    const packed = await node.publish('/providers/north/submissions/bomb', archive, 'application/gzip');
    assert.equal(packed.status, 413, await packed.text());
    await alive();
  });

  it('that unpack to less are taken', async () => {
    const body = new Uint8Array(
      gzipSync(`${conformingCatalogue.replaceAll('/1>', '/3>')}\n${' '.repeat(500_000)}`),
    );
    const response = await node.ask('/providers/north/submissions/packed', {
      method: 'PUT',
      as: 'own',
      body,
      headers: { 'content-type': 'text/turtle', 'content-encoding': 'gzip' },
    });
    assert.equal(response.status, 201, await response.text());
  });

  it('with IRIs and codes as long as a request may have are answered', async () => {
    const long = 'x'.repeat(12_000);
    for (const path of [
      `/concepts/${long}`,
      `/datasets/${long}`,
      `/graphs?graph=http://example.org/${long}`,
      `/graph/${long}`,
      `/queries/${long}`,
    ]) {
      assert.equal((await node.ask(path)).status, 404, path.slice(0, 30));
    }
    const repeated = Array.from({ length: 400 }, () => 'modality=EUCAIM:IMG1000022').join('&');
    assert.equal((await node.ask(`/search?${repeated}`)).status, 200);
    assert.equal((await node.ask(`/search?q=${'word+'.repeat(2500)}`)).status, 200);
  });
});

describe('deep and odd JSON', () => {
  const leaf = { attribute: 'modality', in: ['EUCAIM:IMG1000022'] };
  const definition = (where: unknown): string =>
    JSON.stringify({ title: 'T', release: '2026.1', count: 'patient', where });
  const json = { 'content-type': 'application/json' };

  it('nested without end is refused with a place', async () => {
    let where: unknown = leaf;
    for (let depth = 0; depth < 3000; depth += 1) where = { not: where };
    for (const body of [
      definition(where),
      `{"where":${'['.repeat(100_000)}`,
      '['.repeat(100_000) + ']'.repeat(100_000),
    ]) {
      const response = await post('/cohorts/count', body, json);
      assert.ok([400, 422].includes(response.status), String(response.status));
      await response.body?.cancel();
    }
    const wide = await post(
      '/cohorts/count',
      definition({ any: Array.from({ length: 2000 }, () => leaf) }),
      json,
    );
    assert.equal(wide.status, 422);
    await alive();
  });

  it('with keys of prototypes changes nothing and is refused', async () => {
    for (const body of [
      `{"__proto__":{"title":"T","release":"2026.1","count":"patient","where":${JSON.stringify(leaf)}}}`,
      definition(leaf).replace('{', '{"__proto__":{"polluted":true},'),
      definition(leaf).replace('{', '{"constructor":{"prototype":{"polluted":true}},'),
      definition({ attribute: '__proto__', in: ['EUCAIM:IMG1000022'] }),
      definition({ attribute: 'constructor', in: ['EUCAIM:IMG1000022'] }),
      definition({ attribute: 'modality', in: ['__proto__:x', 'constructor'] }),
    ]) {
      const response = await post('/cohorts/count', body, json);
      const text = await response.text();
      // A well-formed code of an unknown scheme is an unknown leaf, which is an answer.
      assert.ok(
        response.status === 422 || text.includes('unanswerable'),
        `${body}: ${response.status} ${text}`,
      );
    }
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });

  it('in the query of an address is a name like any other', async () => {
    for (const path of [
      '/search?__proto__=x',
      '/search?constructor=x',
      '/facets?toString=x',
      '/queries/counts?__proto__=x',
      '/queries/counts?constructor=x',
    ]) {
      assert.equal((await node.ask(path)).status, 400, path);
    }
    for (const path of [
      '/queries/__proto__',
      '/queries/constructor',
      '/concepts/__proto__',
      '/datasets/constructor',
      '/assets/constructor',
      '/assets/__proto__',
    ]) {
      assert.equal((await node.ask(path)).status, 404, path);
    }
    for (const path of [
      '/?lang=__proto__&theme=constructor',
      '/search?lang=constructor',
      '/datasets/north-1?lang=__proto__',
    ]) {
      assert.equal((await node.ask(path, { accept: 'text/html, application/json' })).status, 200, path);
    }
    for (const profile of ['__proto__', 'constructor']) {
      const response = await post(`/validate?profile=${profile}`, '', { 'content-type': 'text/turtle' });
      assert.equal(response.status, 404, await response.text());
      const lifted = await post(`/lift?source=${profile}`, '', { 'content-type': 'text/csv' });
      assert.equal(lifted.status, 404, await lifted.text());
    }
  });
});

describe('addresses that are not addresses', () => {
  for (const [target, status] of [
    ['/datasets/%', 400],
    ['/datasets/%zz', 400],
    ['/concepts/%E0%A4%A', 400],
    ['/graph/%ff', 400],
    ['/datasets/a%00b', 404],
    ['/search?q=%00', 200],
    ['/search?q=%ff%fe', 200],
    ['/assets/..%2f..%2fpackage.json', 404],
    ['/assets/../package.json', 404],
    ['/graph/../catalog', 404],
    ['//catalog', 404],
    ['/catalog?a=b?c#d', 200],
  ] as const) {
    it(`${target} is ${status}`, async () => {
      const answer = await node.raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    });
  }

  it('parameters with line breaks make no headers', async () => {
    for (const path of [
      '/search?q=a%0d%0aSet-Cookie:%20x=1',
      '/datasets/a%0d%0aSet-Cookie:%20x=1',
      '/?lang=en%0d%0aSet-Cookie:%20x=1',
      '/queries/dataset?dataset=http://x/%0d%0aSet-Cookie:x',
    ]) {
      const answer = await node.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer.split('\r\n\r\n')[0] ?? '', /set-cookie/i);
      assert.doesNotMatch(answer, /^HTTP\/1.1 500/);
    }
  });
});

describe('the Host header', () => {
  for (const host of [
    'evil.example.org',
    'a b',
    '[',
    '127.0.0.1:99999',
    'x@y',
    'evil.example.org/path?',
    '"><script>',
  ]) {
    it(`"${host}" is believed nowhere`, async () => {
      for (const path of [
        '/catalog',
        '/',
        '/openapi.json',
        '/.well-known/void',
        '/graph/north/main/catalogue',
        '/nothing',
        '/graphql?query={__typename}',
      ]) {
        const answer = await node.raw(
          `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: evil.example.org\r\nConnection: close\r\n\r\n`,
        );
        assert.match(
          answer,
          path === '/nothing' ? /^HTTP\/1.1 404 / : /^HTTP\/1.1 200 /,
          `${path}: ${answer.slice(0, 100)}`,
        );
        assert.doesNotMatch(answer, /evil\.example\.org|99999|x@y|"><script>(?!alert)/, path);
      }
    });
  }

  it('is not believed in the address either', async () => {
    const answer = await node.raw(
      'GET http://evil.example.org/graph/north/main/catalogue HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n',
    );
    assert.match(answer, /^HTTP\/1.1 200 /);
    assert.doesNotMatch(answer, /evil\.example\.org/);
  });
});

describe('pages', () => {
  it('show what others wrote as text', async () => {
    const escaped = encodeURIComponent(nasty);
    for (const path of [
      '/',
      '/catalog',
      `/?q=${escaped}`,
      `/?modality=${escaped}`,
      `/?lang=${escaped}&theme=${escaped}`,
      `/?${escaped}=x`,
      '/datasets/north-1',
      `/datasets/north-1?lang=${escaped}`,
      `/datasets/${escaped}`,
      `/concepts/${escaped}`,
      `/concepts/EUCAIM:IMG1000022?lang=${escaped}`,
      `/${escaped}`,
      `/search?limit=${escaped}`,
      `/queries/${escaped}`,
    ]) {
      const response = await node.ask(path, { accept: 'text/html' });
      const text = await response.text();
      if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) continue;
      assert.doesNotMatch(text, /<script>alert|<img src=x|"><script/, path);
    }
  });
});

describe('other servers', () => {
  it('are never called, whatever a request holds', async () => {
    const address = `${trapAddress}/context.jsonld`;
    const own = { 'content-type': 'application/ld+json' };
    const bodies: readonly (readonly [string, string, Record<string, string>])[] = [
      ['/validate?profile=eucaim-2.0', JSON.stringify({ '@context': address, '@id': 'x' }), own],
      [
        '/validate?profile=eucaim-2.0',
        JSON.stringify({ '@context': { '@import': address }, '@id': 'x' }),
        own,
      ],
      [
        '/validate?profile=eucaim-2.0',
        `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "${address}">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>`,
        { 'content-type': 'application/rdf+xml' },
      ],
      [
        '/validate?profile=eucaim-2.0',
        `<${address}> <http://www.w3.org/2002/07/owl#imports> <${address}> .`,
        { 'content-type': 'text/turtle' },
      ],
      ['/lift?source=dcat&name=x.jsonld', JSON.stringify({ '@context': address, '@id': 'x' }), own],
      ['/sparql', `SELECT * FROM <${address}> { ?s ?p ?o }`, { 'content-type': 'application/sparql-query' }],
      [
        '/sparql',
        `SELECT * { SERVICE <${address}> { ?s ?p ?o } }`,
        { 'content-type': 'application/sparql-query' },
      ],
      ['/sparql', `LOAD <${address}>`, { 'content-type': 'application/sparql-query' }],
    ];
    for (const [path, body, headers] of bodies) {
      const response = await post(path, body, headers);
      await response.body?.cancel();
      assert.ok(response.status < 500, `${path} ${body}: ${response.status}`);
    }
    await (await node.ask(`/graphs?graph=${encodeURIComponent(address)}`)).body?.cancel();
    await (
      await node.ask(`/sparql?query=ASK{}&default-graph-uri=${encodeURIComponent(address)}`)
    ).body?.cancel();
    const published = await node.publish(
      '/providers/north/submissions/context',
      JSON.stringify({ '@context': address, '@id': 'x' }),
      'application/ld+json',
    );
    assert.equal(published.status, 422);
    assert.equal(trapped, 0);
  });
});

describe('many and slow callers', () => {
  it('a hundred at once are all answered', async () => {
    const paths = [
      '/catalog',
      '/search?q=a',
      '/facets',
      '/sparql?query=ASK{?s+?p+?o}',
      '/concepts/EUCAIM:IMG1000022',
    ];
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const response = await node.ask(paths[index % paths.length] ?? '/');
        await response.arrayBuffer();
        return response.status;
      }),
    );
    assert.deepEqual(new Set(statuses), new Set([200]));
  });

  it('callers that never finish do not keep others waiting', async () => {
    const sockets = Array.from({ length: 50 }, (_, index) => {
      const socket = connect(node.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        index % 2 === 0
          ? 'GET /catalog HTTP/1.1\r\nHost: x\r\nX-Slow: '
          : 'POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\nSEL',
      );
      return socket;
    });
    const started = performance.now();
    await alive();
    assert.equal((await node.ask('/search')).status, 200);
    assert.ok(performance.now() - started < 2000);
    for (const socket of sockets) socket.destroy();
    await alive();
  });

  it('a caller who leaves in the middle of an answer costs nothing', async () => {
    for (let count = 0; count < 20; count += 1) {
      const socket = connect(node.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise<void>((resolve) =>
        socket.write('GET /catalog HTTP/1.1\r\nHost: x\r\n\r\n', () => {
          resolve();
        }),
      );
      socket.destroy();
    }
    await alive();
  });

  it('leave nothing in the log: none of this is the node’s failure', () => {
    assert.deepEqual(node.log, []);
  });
});
