import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse as parseCsv } from 'csv-parse/sync';
import { decide, type Action } from '../../server/access/decide.ts';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { callers, conformingCatalogue, RunningNode, type Caller } from '../support/running-node.ts';

/** How one address is called in these tests. */
interface Sample {
  readonly path: string;
  /** Another path that answers in a media type that `path` cannot be had in. */
  readonly paths?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mediaType?: string;
  /** Who is let in; everyone where it is left out. */
  readonly who?: readonly Caller[];
}

const select = '/sparql?query=SELECT*{?s+a+?type}LIMIT+3';
const construct = '/sparql?query=CONSTRUCT+WHERE{?s+a+<http://www.w3.org/ns/dcat%23Dataset>}';
const federated = '/federation/sparql?query=SELECT*{?s+a+<http://www.w3.org/ns/dcat%23Dataset>}LIMIT+3';
const withToken = callers.filter((caller) => caller !== 'anonymous');
const counters = withToken.filter((caller) => caller !== 'editor');
const submission = '/providers/north/submissions/main';
const cohort = JSON.stringify({
  title: 'Prostate MR',
  release: '2026.1',
  count: 'patient',
  where: { attribute: 'modality', in: ['EUCAIM:IMG1000022'] },
});
const rdfOf = (path: string): Record<string, string> => ({
  'text/turtle': path,
  'application/n-triples': path,
  'application/ld+json': path,
  'application/rdf+xml': path,
});

/** Every address of a hub, and who may use it. A route that is not listed here fails the test of the list. */
const samples: Readonly<Record<string, Sample>> = {
  'get /': { path: '/' },
  'get /assets/{name}': {
    path: '/assets/meridian.css',
    paths: {
      'text/javascript': '/assets/enhance.js',
      'font/woff2': '/assets/jetbrains-mono-latin.woff2',
      'image/svg+xml': '/assets/meridian.svg',
    },
  },
  'get /catalog': { path: '/catalog' },
  'get /datasets/{id}': { path: '/datasets/north-1' },
  'get /search': { path: '/search?q=prostate' },
  'get /facets': { path: '/facets' },
  'get /graphql': { path: '/graphql?query={__typename}' },
  'post /graphql': { path: '/graphql', body: '{"query":"{__typename}"}', mediaType: 'application/json' },
  'get /sparql': { path: select, paths: rdfOf(construct) },
  'post /sparql': {
    path: '/sparql',
    body: 'SELECT * { ?s a ?type } LIMIT 3',
    mediaType: 'application/sparql-query',
  },
  'get /graphs': {
    path: '/graphs',
    paths: rdfOf('/graphs?graph=BASE/graph/north/main/catalogue'),
  },
  'get /graph/{path}': { path: '/graph/north/main/catalogue' },
  'get /queries': { path: '/queries' },
  'get /queries/{name}': {
    path: '/queries/counts',
    paths: rdfOf('/queries/dataset?dataset=BASE/id/north/dataset/1'),
  },
  'get /concepts/{curie}': { path: '/concepts/EUCAIM:IMG1000022' },
  'get /concepts/{curie}/patients': { path: '/concepts/EUCAIM:IMG1000022/patients', who: counters },
  'get /ontology': { path: '/ontology', paths: { 'application/json': '/ontology?q=prostate' } },
  'get /ontology/{release}': {
    path: '/ontology/2026.1',
    paths: { 'application/json': '/ontology/2026.1?q=prostate' },
  },
  'get /ns': { path: '/ns' },
  'get /attribute': { path: '/attribute' },
  'get /scheme': { path: '/scheme' },
  'post /cohorts/count': {
    path: '/cohorts/count',
    body: cohort,
    mediaType: 'application/json',
    who: counters,
  },
  'post /ontology/impact': {
    path: '/ontology/impact',
    body: '{"files":[{"path":"ontology/modules/tried.ttl","text":"# Nothing."}]}',
    mediaType: 'application/json',
    who: ['editor', 'operator'],
  },
  'get /validate': { path: '/validate' },
  'post /validate': {
    path: '/validate?profile=eucaim-2.0',
    body: conformingCatalogue,
    mediaType: 'text/turtle',
    who: withToken,
  },
  'post /lift': {
    path: '/lift?source=dcat&name=catalogue.ttl',
    body: conformingCatalogue,
    mediaType: 'text/turtle',
    who: withToken,
  },
  'get /providers': { path: '/providers' },
  'get /providers/{provider}/submissions': { path: '/providers/north/submissions', who: ['own'] },
  'put /providers/{provider}/submissions/{name}': {
    path: submission,
    body: conformingCatalogue,
    mediaType: 'text/turtle',
    who: ['own'],
  },
  'get /providers/{provider}/submissions/{name}': { path: submission, who: ['own'] },
  'delete /providers/{provider}/submissions/{name}': {
    path: '/providers/north/submissions/to-withdraw',
    who: ['own'],
  },
  'get /providers/{provider}/submissions/{name}/versions': { path: `${submission}/versions`, who: ['own'] },
  'get /providers/{provider}/submissions/{name}/report': { path: `${submission}/report`, who: ['own'] },
  'get /providers/{provider}/submissions/{name}/lineage': {
    path: `${submission}/lineage?subject=BASE/id/north/dataset/1`,
    who: ['own'],
  },
  'get /providers/{provider}/unmapped': { path: '/providers/north/unmapped', who: ['own'] },
  'get /nodes': { path: '/nodes' },
  'get /federation/sparql': { path: federated },
  'post /federation/sparql': {
    path: '/federation/sparql',
    body: 'ASK { ?s a ?type }',
    mediaType: 'application/sparql-query',
  },
  'post /federation/cohorts/count': {
    path: '/federation/cohorts/count',
    body: cohort,
    mediaType: 'application/json',
    who: counters,
  },
  'get /health/live': { path: '/health/live' },
  'get /health/ready': { path: '/health/ready' },
  'get /.well-known/void': { path: '/.well-known/void' },
  'get /openapi.json': { path: '/openapi.json' },
};

interface Answer {
  readonly description: string;
  readonly headers?: Record<string, unknown>;
  readonly content?: Record<string, unknown>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: { content: Record<string, unknown> };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly security?: unknown;
  readonly 'x-meridian-action': Action;
}
interface Description {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly servers: readonly { url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { schemas: { Problem: object }; securitySchemes: Record<string, unknown> };
}

let node: RunningNode;
let hub: RunningNode;
let description: Description;

before(async () => {
  node = await RunningNode.start();
  await node.publish(submission, conformingCatalogue, 'text/turtle');
  const tokenFile = join(node.data, 'researcher.token');
  writeFileSync(tokenFile, node.token('researcher'));
  hub = await RunningNode.start({ nodes: [{ id: 'west', title: 'West', url: node.base, tokenFile }] });
  await hub.publish(submission, conformingCatalogue, 'text/turtle');
  await hub.publish(
    '/providers/north/submissions/to-withdraw',
    conformingCatalogue.replaceAll('/1>', '/2>'),
    'text/turtle',
  );
  description = (await hub.json('/openapi.json')).body as Description;
});

after(async () => {
  await hub.stop();
  await node.stop();
});

const operations = (): [string, string, Operation][] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      method,
      path,
      operation,
    ]),
  );
const path = (text: string): string => text.replaceAll('BASE', hub.base);
const call = (method: string, sample: Sample, as: Caller, accept?: string): Promise<Response> =>
  hub.ask(path(sample.paths?.[accept ?? ''] ?? sample.path), {
    method: method.toUpperCase(),
    as,
    ...(accept === undefined ? {} : { accept }),
    ...(sample.body === undefined ? {} : { body: sample.body }),
    ...(sample.mediaType === undefined ? {} : { headers: { 'content-type': sample.mediaType } }),
  });

describe('the description of the API', () => {
  it('lists exactly the addresses that these tests expect', () => {
    assert.deepEqual(
      operations()
        .map(([method, at]) => `${method} ${at}`)
        .sort(),
      Object.keys(samples).sort(),
    );
  });

  it('of a node lists the same without the hub’s', async () => {
    const own = (await node.json('/openapi.json')).body as Description;
    const ofHub = (at: string): boolean => at.startsWith('/federation') || at === '/nodes';
    assert.deepEqual(
      Object.keys(own.paths).sort(),
      Object.keys(description.paths)
        .filter((at) => !ofHub(at))
        .sort(),
    );
    assert.equal((await node.ask('/nodes')).status, 404);
  });

  it('tells of terms in which language, how to ask again, and what is not there', () => {
    for (const at of [
      '/concepts/{curie}',
      '/ontology',
      '/ontology/{release}',
      '/ns',
      '/attribute',
      '/scheme',
    ]) {
      const operation = description.paths[at]?.['get'];
      const names = (operation?.parameters ?? []).map(({ name }) => name);
      assert.ok(
        ['lang', 'theme', 'format'].every((name) => names.includes(name)),
        at,
      );
      assert.ok('ETag' in (operation?.responses['200']?.headers ?? {}), at);
      assert.ok('304' in (operation?.responses ?? {}), at);
    }
    for (const at of ['/concepts/{curie}', '/concepts/{curie}/patients', '/ontology/{release}']) {
      const { content = {} } = description.paths[at]?.['get']?.responses['404'] ?? {};
      assert.deepEqual(Object.keys(content), ['application/problem+json', 'text/html'], at);
    }
  });

  it('has the form of OpenAPI 3.1', () => {
    assert.equal(description.openapi, '3.1.0');
    assert.deepEqual(description.servers, [{ url: hub.base }]);
    const ids = operations().map(([, , { operationId }]) => operationId);
    assert.equal(new Set(ids).size, ids.length, 'operation ids are unique');
    for (const [method, at, operation] of operations()) {
      assert.ok(['get', 'put', 'post', 'delete'].includes(method));
      const inPath = [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(described.map(({ name }) => name).sort(), inPath.sort(), `${method} ${at}`);
      assert.ok(described.every(({ required }) => required === true));
      const names = (operation.parameters ?? []).map((parameter) => `${parameter.in} ${parameter.name}`);
      assert.equal(new Set(names).size, names.length, `${method} ${at} names a parameter twice`);
      assert.equal(operation.requestBody !== undefined, method === 'post' || method === 'put');
      assert.ok(Object.keys(operation.responses).every((status) => /^([1-5]\d\d|default)$/.test(status)));
      assert.ok(Object.values(operation.responses).every((reply) => reply.description !== ''));
      assert.ok('default' in operation.responses);
    }
  });
});

describe('who may use which address', () => {
  for (const [name, sample] of Object.entries(samples)) {
    const [method = '', at = ''] = name.split(' ');
    it(`is held to at ${name}`, async () => {
      const action = description.paths[at]?.[method]?.['x-meridian-action'];
      assert.ok(action !== undefined);
      const allowed = sample.who ?? callers;
      // Those who are let in come last: what they do may be done only once.
      for (const caller of [...callers].sort(
        (a, b) => Number(allowed.includes(a)) - Number(allowed.includes(b)),
      )) {
        const { id, ...actor } = {
          id: caller,
          ...(caller === 'own'
            ? { role: 'provider' as const, provider: 'north' }
            : caller === 'other'
              ? { role: 'provider' as const, provider: 'south' }
              : { role: caller }),
        };
        const resource = at.includes('{provider}') ? { provider: 'north' } : {};
        const may = allowed.includes(caller);
        assert.equal(decide({ id, ...actor }, action, resource).allowed, may, `${caller} by the policy`);
        const { status } = await call(method, sample, caller);
        assert.equal(status, may ? 200 : caller === 'anonymous' ? 401 : 403, `${caller} by the server`);
      }
    });
  }

  it('is told to those who are not known, with how to become known', async () => {
    const response = await hub.ask(submission);
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /);
    const page = await hub.ask(submission, { accept: 'text/html' });
    assert.equal(page.status, 401);
    assert.match(page.headers.get('www-authenticate') ?? '', /^Bearer /);
    assert.equal(page.headers.get('cache-control'), 'no-store');
  });

  it('does not depend on the case or the end of an address', async () => {
    for (const at of [
      `${submission}/`,
      '/PROVIDERS/north/submissions/main',
      '/providers/NORTH/submissions/main',
    ]) {
      const { status } = await hub.ask(at, { as: 'other' });
      assert.ok([401, 403, 404].includes(status), `${at} answers ${status}`);
    }
  });

  it('is decided before the body is read', async () => {
    const start = `PUT ${submission} HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\nContent-Length: 4000000\r\n\r\n`;
    assert.match(await hub.raw(start, 1500), /^HTTP\/1.1 401 /);
  });
});

/** Throws where the text is not what its media type says. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'text/html': (text) => {
    assert.match(text, /^<!doctype html>/i);
  },
  'text/plain': (text) => {
    assert.ok(text.length > 0);
  },
  'text/csv': (text) => {
    assert.match(text, /\r\n$/);
    parseCsv(text);
  },
  'text/tab-separated-values': (text) => {
    assert.match(text, /^\?\w+/);
  },
  'text/css': (text) => {
    assert.match(text, /\{/);
  },
  'text/javascript': (text) => {
    assert.ok(text.length > 0);
  },
  'font/woff2': (text) => {
    assert.match(text, /^wOF2/);
  },
  'application/json': JSON.parse,
  'application/sarif+json': JSON.parse,
  'application/graphql-response+json': JSON.parse,
  'application/sparql-results+json': (text) => {
    assert.ok('head' in (JSON.parse(text) as object));
  },
  'application/sparql-results+xml': parseXml,
  'application/xml': parseXml,
  'image/svg+xml': parseXml,
  ...Object.fromEntries(
    Object.keys(rdfOf('')).map((mediaType) => [
      mediaType,
      async (text: string) => {
        const { quads } = await parseRdf(text, { mediaType, baseIri: 'http://example.org/' });
        assert.ok(quads.length > 0, 'there are statements');
      },
    ]),
  ),
};

function parseXml(text: string): void {
  new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(text, 'text/xml');
}

describe('content negotiation', () => {
  const reading = Object.entries(samples).filter(
    ([name]) => name.startsWith('get ') || ['post /validate', 'post /lift', 'post /sparql'].includes(name),
  );
  for (const [name, sample] of reading) {
    const [method = '', at = ''] = name.split(' ');
    it(`gives at ${name} every form that is offered, and each is what it says`, async () => {
      const offered = Object.keys(description.paths[at]?.[method]?.responses['200']?.content ?? {});
      assert.ok(offered.length > 0);
      for (const mediaType of offered) {
        // A SELECT has no triples; the GET of the same address shows them.
        if (name === 'post /sparql' && mediaType in rdfOf('')) continue;
        const response = await call(method, sample, 'own', mediaType);
        const got = response.headers.get('content-type') ?? '';
        const text = await response.text();
        assert.equal(response.status, 200, `${mediaType}: ${text.slice(0, 200)}`);
        assert.equal(got.split(';')[0], mediaType);
        const read = readers[mediaType];
        assert.ok(read !== undefined, `no reader for ${mediaType}`);
        await read(text);
        if (offered.length > 1 && sample.paths === undefined && !at.includes('graphql')) {
          assert.match(response.headers.get('vary') ?? '', /accept/, `${mediaType} lacks Vary`);
        }
      }
    });
  }

  for (const at of [
    '/catalog',
    '/datasets/north-1',
    '/concepts/EUCAIM:IMG1000022',
    '/ontology',
    '/ns',
    select,
    construct,
    '/.well-known/void',
    federated,
  ]) {
    it(`says at ${at.slice(0, 30)} what can be had where nothing of it is accepted`, async () => {
      const { status, body } = await hub.json(at, { accept: 'image/png' });
      assert.equal(status, 406);
      assert.match((body as { detail: string }).detail, /turtle|json/);
    });
  }

  it('follows weights and wildcards', async () => {
    for (const [accept, mediaType] of [
      ['*/*', 'text/turtle'],
      ['application/*;q=0.5, text/html;q=0.4', 'application/n-triples'],
      ['text/turtle;q=0.1, application/ld+json', 'application/ld+json'],
      ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
      ['text/turtle;q=0, */*', 'application/n-triples'],
    ] as const) {
      const response = await hub.ask('/catalog', { accept });
      assert.equal((response.headers.get('content-type') ?? '').split(';')[0], mediaType, accept);
      await response.body?.cancel();
    }
  });
});

describe('methods', () => {
  it('are refused where an address has others, with the list', async () => {
    for (const [at, allow] of [
      ['/catalog', 'GET, HEAD, OPTIONS'],
      ['/sparql', 'GET, HEAD, OPTIONS, POST'],
      [submission, 'DELETE, GET, HEAD, OPTIONS, PUT'],
      ['/cohorts/count', 'OPTIONS, POST'],
    ] as const) {
      const response = await hub.ask(at, { method: 'PATCH' });
      assert.equal(response.status, 405, at);
      assert.equal(response.headers.get('allow'), allow);
      assert.equal(((await response.json()) as { code: string }).code, 'method-not-allowed');
    }
  });

  it('without an address are not found', async () => {
    for (const at of [
      '/nothing',
      '/update',
      '/catalog/x',
      '/Catalog',
      '//catalog',
      '/providers/north/submissions',
    ]) {
      const { status } = await hub.ask(at, { method: at.endsWith('submissions') ? 'GET' : 'DELETE' });
      assert.equal(status, at.endsWith('submissions') ? 401 : 404, at);
    }
  });

  it('HEAD tells what GET would, without the body', async () => {
    for (const name of Object.keys(samples).filter(
      (each) => each.startsWith('get ') && !each.includes('graphql'),
    )) {
      const sample = samples[name];
      assert.ok(sample !== undefined);
      const get = await call('get', sample, 'own');
      const length = (await get.arrayBuffer()).byteLength;
      const head = await call('head', sample, 'own');
      assert.equal(head.status, 200, name);
      assert.equal((await head.arrayBuffer()).byteLength, 0);
      assert.equal(head.headers.get('content-type'), get.headers.get('content-type'), name);
      // Answers of a hub carry the milliseconds of its nodes.
      if (!['get /nodes', 'get /federation/sparql'].includes(name))
        assert.equal(head.headers.get('content-length'), String(length), name);
    }
  });

  it('OPTIONS shares the public addresses with pages of other origins, and no others', async () => {
    for (const [at, shared] of [
      ['/search', 'GET, HEAD, OPTIONS'],
      ['/sparql', 'GET, HEAD, OPTIONS, POST'],
      ['/validate', 'GET, HEAD, OPTIONS'],
      ['/cohorts/count', null],
      [submission, null],
    ] as const) {
      const response = await hub.ask(at, {
        method: 'OPTIONS',
        headers: { origin: 'https://elsewhere.example.org', 'access-control-request-method': 'GET' },
      });
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('access-control-allow-methods'), shared, at);
      assert.equal(response.headers.get('access-control-allow-origin'), shared === null ? null : '*', at);
      assert.equal(response.headers.get('access-control-allow-credentials'), null);
    }
  });

  it('let pages of other origins read the public plane only', async () => {
    for (const [at, origin] of [
      ['/search', '*'],
      ['/search?limit=x', '*'],
      [submission, null],
    ] as const) {
      const response = await hub.ask(at, { as: 'own' });
      assert.equal(response.headers.get('access-control-allow-origin'), origin, at);
      await response.body?.cancel();
    }
  });
});

describe('the catalogue', () => {
  it('costs nothing to ask for again while it does not change', async () => {
    for (const accept of ['text/turtle', 'application/n-triples', 'text/html']) {
      const first = await node.ask('/catalog', { accept });
      const etag = first.headers.get('etag') ?? '';
      await first.body?.cancel();
      assert.match(etag, /^"/, 'the tag is strong');
      const again = await node.ask('/catalog', { accept, headers: { 'if-none-match': etag } });
      assert.equal(again.status, 304, accept);
      assert.equal(await again.text(), '');
      assert.equal(again.headers.get('etag'), etag);
      const other = await node.ask('/catalog', { accept, headers: { 'if-none-match': '"other"' } });
      assert.equal(other.status, 200);
      await other.body?.cancel();
    }
  });

  it('has another tag in another form', async () => {
    const tags = await Promise.all(
      ['text/turtle', 'application/ld+json'].map(async (accept) => {
        const response = await node.ask('/catalog', { accept });
        await response.body?.cancel();
        return response.headers.get('etag');
      }),
    );
    assert.notEqual(tags[0], tags[1]);
  });
});

describe('problems', () => {
  const failing: readonly (readonly [
    string,
    string,
    RequestInit & { as?: Caller; accept?: string },
    number,
    string,
  ])[] = [
    ['an address that there is not', '/nothing', {}, 404, 'not-found'],
    ['a dataset that there is not', '/datasets/none', {}, 404, 'not-found'],
    ['a method that is not taken', '/catalog', { method: 'POST', body: 'x' }, 405, 'method-not-allowed'],
    ['a form that cannot be given', '/catalog', { accept: 'image/png' }, 406, 'not-acceptable'],
    ['a query that does not parse', '/sparql?query=SELECT+WHERE', {}, 400, 'bad-query'],
    ['a parameter that is no number', '/search?limit=many', {}, 400, 'bad-request'],
    ['a code that is not known', '/search?modality=nonsense', {}, 422, 'unknown-concept'],
    ['a malformed escape', '/datasets/%E0%A4%A', {}, 400, 'bad-request'],
    ['no token', submission, {}, 401, 'unauthenticated'],
    ['the token of another', submission, { as: 'other' }, 403, 'forbidden'],
    [
      'a body of another type',
      '/cohorts/count',
      { method: 'POST', as: 'researcher', body: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'unknown-format',
    ],
    [
      'JSON that does not parse',
      '/cohorts/count',
      { method: 'POST', as: 'researcher', body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'syntax-error',
    ],
    [
      'a definition that is not valid',
      '/cohorts/count',
      { method: 'POST', as: 'researcher', body: '{}', headers: { 'content-type': 'application/json' } },
      422,
      'bad-definition',
    ],
    [
      'Turtle that does not parse',
      '/validate?profile=eucaim-2.0',
      { method: 'POST', as: 'editor', body: '<a> <b> .', headers: { 'content-type': 'text/turtle' } },
      400,
      'syntax-error',
    ],
    [
      'a delivery that does not conform',
      '/providers/north/submissions/bad',
      {
        method: 'PUT',
        as: 'own',
        body: '<dataset/9> a <http://www.w3.org/ns/dcat#Dataset> .',
        headers: { 'content-type': 'text/turtle' },
      },
      422,
      'not-conformant',
    ],
    [
      'a compression that is not known',
      '/sparql',
      {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'application/sparql-query', 'content-encoding': 'x' },
      },
      415,
      'unknown-format',
    ],
    [
      'a body that does not decompress',
      '/sparql',
      {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'application/sparql-query', 'content-encoding': 'gzip' },
      },
      400,
      'bad-request',
    ],
  ];

  for (const [what, at, options, status, code] of failing) {
    it(`tell of ${what} as RFC 9457 has it`, async () => {
      const response = await hub.ask(at, options);
      assert.equal(response.status, status);
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
      const problem = (await response.json()) as Record<string, unknown>;
      const ajv = new Ajv2020({ allErrors: true });
      addFormats.default(ajv);
      const validate = ajv.compile(description.components.schemas.Problem);
      assert.ok(validate(problem), JSON.stringify(validate.errors));
      assert.equal(problem['status'], status);
      assert.equal(problem['code'], code);
      assert.equal(problem['type'], `https://w3id.org/meridian/problem#${code}`);
      assert.equal(problem['instance'], `urn:uuid:${response.headers.get('x-request-id') ?? ''}`);
      assert.doesNotMatch(
        JSON.stringify(problem),
        /node_modules|server\/|\.ts:/,
        'nothing of the inside shows',
      );
    });
  }

  it('name the place of the cause', async () => {
    const { body } = await hub.json('/sparql?query=SELECT+*%0AWHERE+{+?s+?p+}');
    assert.deepEqual((body as { place: unknown }).place, { line: 2, column: 15 });
    const cohorts = await hub.json('/cohorts/count', {
      method: 'POST',
      as: 'researcher',
      body: JSON.stringify({
        ...(JSON.parse(cohort) as object),
        where: { all: [{ attribute: 'nothing', in: ['EUCAIM:IMG1000022'] }] },
      }),
      headers: { 'content-type': 'application/json' },
    });
    assert.match((cohorts.body as { place: { pointer: string } }).place.pointer, /^\/where\/all\/0/);
  });

  it('are a page for a browser', async () => {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    for (const [at, status] of [
      ['/nothing', 404],
      ['/datasets/none', 404],
      ['/search?limit=many', 400],
    ] as const) {
      const response = await hub.ask(at, { accept });
      assert.equal(response.status, status);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(await response.text(), /<h1>/);
    }
  });

  it('are JSON for who asks for problem details and can read pages too', async () => {
    const response = await hub.ask('/nothing', { accept: 'application/problem+json, text/html;q=0.5' });
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  });
});

describe('headers', () => {
  it('keep pages from loading or showing anything foreign', async () => {
    for (const at of ['/', '/nothing', '/datasets/north-1', '/assets/meridian.svg']) {
      const response = await hub.ask(at, { accept: 'text/html, */*;q=0.1' });
      await response.body?.cancel();
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/, at);
      assert.doesNotMatch(policy, /unsafe/, at);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(response.headers.get('x-powered-by'), null);
      assert.match(response.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    }
  });
});
