import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { generateSamples } from '../../server/cli/demo/generate-samples.ts';
import type { TracedStatement } from '../../server/publish/trace-subject.ts';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { serializeRdf } from '../../server/rdf/serialize-rdf.ts';
import { packEntries, packFolder } from '../support/pack-delivery.ts';
import { runCommand } from '../support/run-command.ts';
import { conformingCatalogue, RunningNode } from '../support/running-node.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'deliveries');
const main = '/providers/north/submissions/main';
const at = (name: string): string => `/providers/north/submissions/${name}`;
const catalogueOf = (number: number): string => conformingCatalogue.replaceAll('/1>', `/${number}>`);

interface Accepted {
  readonly outcome: string;
  readonly submission: {
    version: number;
    profile: string;
    contentHash: string;
    counts: Readonly<Record<string, number>>;
  };
  readonly report: { address: string; findings: number };
}
interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly failures: readonly { code: string; message: string; place?: Record<string, unknown> }[];
  readonly findings: readonly { severity: string; message: string; place?: Record<string, unknown> }[];
}

let samples: string;
let node: RunningNode;

before(async () => {
  samples = mkdtempSync(join(tmpdir(), 'meridian-samples-'));
  await generateSamples({ folder: samples, seed: 5, scale: 0.02 });
  node = await RunningNode.start({
    limits: {
      submissionBytes: 32 * 1024 * 1024,
      queryMilliseconds: 20_000,
      anonymousQueryMilliseconds: 20_000,
      nodeMilliseconds: 5000,
    },
  });
});

after(async () => {
  await node.stop();
  rmSync(samples, { recursive: true, force: true });
});

async function put(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  mediaType: string,
  as: 'own' | 'other' = 'own',
): Promise<{ status: number; accepted: Accepted; refused: Refused }> {
  const response = await node.publish(path, body, mediaType, as);
  const value: unknown = await response.json();
  return { status: response.status, accepted: value as Accepted, refused: value as Refused };
}

/** Everything that a change could show in: graphs of both planes, versions, search. */
async function everything(): Promise<string> {
  const graphs = (await node.json('/graphs', { as: 'own' })).body as { graphs: readonly string[] };
  const parts = await Promise.all([
    ...graphs.graphs
      .filter((graph) => !graph.endsWith('/ontology'))
      .map(async (graph) => {
        const response = await node.ask(`/graphs?graph=${encodeURIComponent(graph)}`, {
          as: 'own',
          accept: 'application/n-triples',
        });
        return `${graph}\n${await response.text()}`;
      }),
    ...['/search?limit=200', '/facets', '/providers/north/submissions', '/catalog'].map(async (path) =>
      (await node.ask(path, { as: 'own', accept: 'application/n-triples, application/json' })).text(),
    ),
  ]);
  return parts.join('\n');
}

describe('publishing a whole delivery', () => {
  it('commits the first one with both planes, and counts what is in it', async () => {
    const { status, accepted } = await put(
      main,
      await packFolder(join(samples, 'north')),
      'application/x-tar',
    );
    assert.equal(status, 201, JSON.stringify(accepted).slice(0, 500));
    assert.equal(accepted.outcome, 'created');
    assert.equal(accepted.submission.version, 1);
    const { datasets = 0, patients = 0, studies = 0, series = 0 } = accepted.submission.counts;
    assert.ok(datasets > 0 && patients > 0 && studies > 0 && series >= studies);
    const search = (await node.json('/search')).body as { total: number };
    assert.equal(search.total, datasets);
    const count = await node.ask('/sparql', {
      method: 'POST',
      as: 'own',
      accept: 'text/csv',
      body: 'SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a <https://cancerimage.eu/ontology/EUCAIM#COM1001047> }',
      headers: { 'content-type': 'application/sparql-query' },
    });
    assert.equal((await count.text()).trim().split(/\r?\n/)[1], String(patients));
  });

  it('knows the same bytes again, however they are packed', async () => {
    const tar = await packFolder(join(samples, 'north'));
    assert.equal((await put(main, tar, 'application/x-tar')).accepted.outcome, 'unchanged');
    const gzip = await put(main, new Uint8Array(gzipSync(tar)), 'application/gzip');
    assert.equal(gzip.status, 200, JSON.stringify(gzip.refused).slice(0, 300));
    assert.equal(gzip.accepted.outcome, 'unchanged');
    const encoded = await node.ask(main, {
      method: 'PUT',
      as: 'own',
      body: new Uint8Array(gzipSync(tar)),
      headers: { 'content-type': 'application/x-tar', 'content-encoding': 'gzip' },
    });
    assert.equal(encoded.status, 200);
    const zstd = await put(main, new Uint8Array(zstdCompressSync(tar)), 'application/zstd');
    assert.equal(zstd.status, 200);
  });

  it('tells where each subject came from, and nothing of local identifiers', async () => {
    const graph = await node.ask('/graph/north/main/record', { as: 'own', accept: 'application/n-triples' });
    const triples = await graph.text();
    const subjects = ['patient', 'study', 'series', 'condition'].map((kind) => {
      const iri = new RegExp(`<(${node.base}/id/north/${kind}/[0-9a-f]{32})>`).exec(triples)?.[1];
      assert.ok(iri !== undefined, `there is a ${kind}`);
      return iri;
    });
    const found = (await node.json('/search?limit=1')).body as { items: { iri: string }[] };
    subjects.push(found.items[0]?.iri ?? '');
    for (const subject of subjects) {
      const { status, body } = await node.json(`${main}/lineage?subject=${encodeURIComponent(subject)}`, {
        as: 'own',
      });
      assert.equal(status, 200, subject);
      const { origins, statements } = body as {
        origins: readonly { file: string; rules: readonly unknown[] }[];
        statements: readonly TracedStatement[];
      };
      assert.ok(origins.length > 0, subject);
      // The node itself says whose a dataset is; all else has a cell, and a mapping unless it is kept RDF.
      for (const { predicate, cells } of statements) {
        assert.ok(cells.length > 0 || predicate.endsWith('#provider'), `${subject} ${predicate}`);
        for (const cell of cells) {
          assert.ok(cell.file !== undefined);
          assert.ok(cell.map === 'kept' || /^[0-9a-f]{16}$/.test(cell.mappingVersion ?? ''), cell.map);
        }
      }
      // RDF is kept as it stands: a dataset of an RDF file has a place, and no rule made its statements.
      if (!subject.includes('/dataset/'))
        assert.ok(
          origins.every(({ rules }) => rules.length > 0),
          subject,
        );
      assert.ok(
        origins.every(({ file }) => file !== ''),
        JSON.stringify(origins[0]),
      );
    }
    const persons = readFileSync(join(samples, 'north', 'omop', 'PERSON.csv'), 'utf8')
      .split('\n')
      .slice(1, 20);
    for (const local of persons.map((line) => line.split(',')[0] ?? '').filter((id) => id.length > 4)) {
      assert.ok(!triples.includes(local), 'no local identifier is in the graph');
    }
  });

  it('tells on the command line which cell and which rule made a statement', async () => {
    const graph = await node.ask('/graph/north/main/record', { as: 'own', accept: 'application/n-triples' });
    const sexed = /<([^>]*\/patient\/[^>]*)> <([^>]*)> (\S+) \.\n/.exec(await graph.text());
    const [, subject = '', predicate = ''] = sexed ?? [];
    const token = join(samples, 'own.token');
    writeFileSync(token, node.token('own'));
    const { code, out, error } = await runCommand([
      ...['lineage', subject, predicate],
      ...['--at', `${node.base}${main}`, '--token-file', token],
    ]);
    assert.equal(code, 0, error);
    assert.match(out, /^north\/main, version 1\n\n/);
    assert.match(out, /, row \d+|, tag \(/);
    assert.match(out, /sources\/\w+\/mapping\.rml\.ttl [0-9a-f]{16}/);
    const refused = await runCommand(['lineage', subject, '--at', `${node.base}${main}`]);
    assert.equal(refused.code, 2);
    assert.match(refused.error, /unauthenticated/);
  });

  it('lists the values that no mapping gives a meaning to, the most frequent first', async () => {
    const { body } = await node.json('/providers/north/unmapped', { as: 'own' });
    const { unmapped, hidden } = body as {
      unmapped: readonly { submissions: readonly { name: string }[]; attribute: string; records: number }[];
      hidden: readonly { attribute: string; values: number }[];
    };
    assert.ok(unmapped.length + hidden.length > 0);
    assert.deepEqual(
      unmapped.map(({ records }) => records),
      unmapped.map(({ records }) => records).sort((a, b) => b - a),
    );
    assert.ok(
      unmapped.every(({ submissions, attribute }) => submissions[0]?.name === 'main' && attribute !== ''),
    );
  });

  it('gives the report in every format', async () => {
    for (const accept of [
      'application/json',
      'text/plain',
      'text/turtle',
      'application/sarif+json',
      'application/xml',
    ]) {
      const response = await node.ask(`${main}/report`, { as: 'own', accept });
      assert.equal(response.status, 200, accept);
      assert.equal((response.headers.get('content-type') ?? '').split(';')[0], accept);
      assert.ok((await response.text()).length > 20);
    }
  });
});

describe('publishing RDF', () => {
  it('takes every syntax, with relative IRIs of the provider', async () => {
    for (const [index, mediaType] of [
      'text/turtle',
      'application/ld+json',
      'application/rdf+xml',
      'application/n-triples',
    ].entries()) {
      const number = 10 + index;
      const name = `syntax-${index}`;
      const { quads } = await parseRdf(catalogueOf(number), {
        mediaType: 'text/turtle',
        baseIri: `${node.base}/id/north/`,
      });
      const body = mediaType === 'text/turtle' ? catalogueOf(number) : await serializeRdf(quads, mediaType);
      const { status, accepted } = await put(at(name), body, `${mediaType}; charset=utf-8`);
      assert.equal(status, 201, `${mediaType}: ${JSON.stringify(accepted).slice(0, 300)}`);
      const catalogue = await node.ask(`/graph/north/${name}/catalogue`, { accept: 'application/n-triples' });
      assert.ok((await catalogue.text()).includes(`<${node.base}/id/north/dataset/${number}>`), mediaType);
      const page = await node.ask(accepted.report.address.slice(node.base.length), { as: 'own' });
      assert.equal(page.status, 200);
    }
  });

  it('makes a new version of what has changed, and keeps the one before', async () => {
    const first = await put(at('versions'), catalogueOf(20), 'text/turtle');
    assert.deepEqual([first.status, first.accepted.submission.version], [201, 1]);
    const again = await put(at('versions'), catalogueOf(20), 'text/turtle');
    assert.deepEqual([again.status, again.accepted.outcome], [200, 'unchanged']);
    const second = await put(
      at('versions'),
      catalogueOf(20).replace('Prostate MR', 'New title'),
      'text/turtle',
    );
    assert.deepEqual(
      [second.status, second.accepted.outcome, second.accepted.submission.version],
      [200, 'replaced', 2],
    );
    const { body } = await node.json(`${at('versions')}/versions`, { as: 'own' });
    assert.deepEqual(
      (body as { versions: { version: number }[] }).versions.map(({ version }) => version),
      [2, 1],
    );
    const old = await node.json(`${at('versions')}?version=1`, { as: 'own' });
    assert.equal((old.body as { contentHash: string }).contentHash, first.accepted.submission.contentHash);
    for (const [version, status] of [
      ['3', 404],
      ['0', 400],
      ['-1', 400],
      ['1e3', 400],
      ['99999999999', 400],
    ] as const) {
      assert.equal((await node.json(`${at('versions')}?version=${version}`, { as: 'own' })).status, status);
    }
  });

  it('holds it to the profile that the request names', async () => {
    const dataset = `<dataset/30> a <http://www.w3.org/ns/dcat#Dataset> ;
      <http://purl.org/dc/terms/title> "Few words"@en ; <http://purl.org/dc/terms/description> "Text"@en .`;
    const strict = await put(`${at('profiles')}?profile=eucaim-2.0`, dataset, 'text/turtle');
    assert.equal(strict.status, 422);
    const loose = await put(`${at('profiles')}?profile=dcat-ap-3.0.1`, dataset, 'text/turtle');
    assert.equal(loose.status, 201, JSON.stringify(loose.refused).slice(0, 400));
    assert.equal(loose.accepted.submission.profile, 'dcat-ap-3.0.1');
    const unknown = await put(`${at('profiles')}?profile=nonsense`, dataset, 'text/turtle');
    assert.equal(unknown.status, 404);
  });

  it('withdraws a submission; its versions stay readable by number', async () => {
    await put(at('short-lived'), catalogueOf(40), 'text/turtle');
    const found = async (): Promise<number> =>
      ((await node.json('/search?q=prostate&limit=200')).body as { items: { iri: string }[] }).items.filter(
        ({ iri }) => iri.endsWith('/dataset/40'),
      ).length;
    assert.equal(await found(), 1);
    assert.equal((await node.ask(at('short-lived'), { method: 'DELETE', as: 'own' })).status, 200);
    assert.equal(await found(), 0);
    assert.equal((await node.json('/graph/north/short-lived/catalogue')).status, 404);
    assert.equal((await node.json(at('short-lived'), { as: 'own' })).status, 404);
    assert.equal((await node.json(`${at('short-lived')}/report`, { as: 'own' })).status, 404);
    assert.equal((await node.json(`${at('short-lived')}?version=1`, { as: 'own' })).status, 200);
    assert.equal((await node.ask(at('short-lived'), { method: 'DELETE', as: 'own' })).status, 404);
    const back = await put(at('short-lived'), catalogueOf(40), 'text/turtle');
    assert.deepEqual([back.status, back.accepted.submission.version], [201, 2]);
  });
});

describe('a delivery that cannot be taken', () => {
  const datasetTitle = '"Prostate MR of the north"@en';
  const refusals: readonly (readonly [
    string,
    () => Promise<readonly [string | Uint8Array<ArrayBuffer>, string]>,
    number,
    RegExp,
  ])[] = [
    [
      'a catalogue without mandatory properties names the line',
      async () => [
        await packFolder(join(fixtures, 'catalogue-without-mandatory-properties')),
        'application/x-tar',
      ],
      422,
      /"file":"catalogue\/datasets\.ttl","line":\d+/,
    ],
    [
      'a ragged table names the row',
      async () => [await packFolder(join(fixtures, 'ragged-spreadsheet')), 'application/x-tar'],
      422,
      /"file":"clinical\.csv","row":\d+/,
    ],
    [
      'a truncated DICOM file is named',
      async () => [await packFolder(join(fixtures, 'truncated-dicom')), 'application/x-tar'],
      422,
      /"file":"dicom\/…\.dcm \(file 1 of 2\)"/,
    ],
    [
      'Turtle that does not parse names the line',
      () => Promise.resolve(['<a> <b>\n <c> .\n<d> "e" .', 'text/turtle']),
      422,
      /"line":3/,
    ],
    [
      'a title that is missing names the line',
      () => Promise.resolve([catalogueOf(50).replace(`dct:title ${datasetTitle} ;`, ''), 'text/turtle']),
      422,
      /dct:title|title/,
    ],
    [
      'JSON-LD that does not parse',
      () => Promise.resolve(['{"@id": ', 'application/ld+json']),
      422,
      /line|JSON/,
    ],
    [
      'RDF/XML that does not parse',
      () => Promise.resolve(['<rdf:RDF', 'application/rdf+xml']),
      422,
      /XML|line/,
    ],
    [
      'text that is not UTF-8',
      () => Promise.resolve([new Uint8Array([0x3c, 0xff, 0xfe, 0x3e]), 'text/turtle']),
      422,
      /UTF-8|not valid/i,
    ],
    [
      'a body of an unknown type',
      () => Promise.resolve(['x', 'application/octet-stream']),
      415,
      /application\/octet-stream/,
    ],
    [
      'an archive without a description',
      async () => [await packEntries([['a.ttl', '']]), 'application/x-tar'],
      422,
      /delivery\.yaml/,
    ],
    [
      'an archive of an unknown source',
      async () => [
        await packEntries([
          ['delivery.yaml', 'sources: [{source: nothing, files: ["*"]}]'],
          ['a.ttl', ''],
        ]),
        'application/x-tar',
      ],
      404,
      /no source/,
    ],
    [
      'an archive that leads out of itself',
      async () => [await packEntries([['../a.ttl', '']]), 'application/x-tar'],
      422,
      /leads out/,
    ],
    [
      'an archive with an absolute path',
      async () => [await packEntries([['/etc/passwd', '']]), 'application/x-tar'],
      422,
      /absolute/,
    ],
    [
      'an archive with a link',
      async () => [
        await packEntries([[{ name: 'a', type: 'symlink', linkname: '/etc/passwd' }, '']]),
        'application/x-tar',
      ],
      422,
      /symlink/,
    ],
    ['a body without a byte', () => Promise.resolve(['', 'text/turtle']), 400, /empty/],
    ['bytes that are no archive', () => Promise.resolve(['no archive', 'application/x-tar']), 422, /archive/],
    [
      'half an archive',
      async () => [(await packFolder(join(samples, 'east'))).slice(0, 3000), 'application/x-tar'],
      422,
      /archive/,
    ],
  ];

  for (const [what, make, status, said] of refusals) {
    it(`changes nothing: ${what}`, async () => {
      const before = await everything();
      const [body, mediaType] = await make();
      const { status: got, refused } = await put(main, body, mediaType);
      assert.match(JSON.stringify(refused), said);
      assert.equal(got, status, refused.detail);
      assert.equal(await everything(), before);
    });
  }

  it('is refused where it speaks for the dataset of another provider', async () => {
    await put(at('owned'), catalogueOf(60), 'text/turtle');
    const before = await everything();
    const foreign = catalogueOf(60).replaceAll('<dataset/60>', `<${node.base}/id/north/dataset/60>`);
    const { status, refused } = await put(
      '/providers/south/submissions/theft',
      foreign,
      'text/turtle',
      'other',
    );
    assert.equal(status, 422);
    assert.match(JSON.stringify(refused), /north/);
    assert.equal(await everything(), before);
  });

  it('is refused under a name that cannot stand in an address', async () => {
    for (const name of ['UPPER', '.hidden', '%2e%2e%2fx', 'a%2Fb', 'a%20b', 'x'.repeat(65), '%00']) {
      const { status } = await put(at(name), catalogueOf(70), 'text/turtle');
      assert.equal(status, 400, name);
    }
  });

  it('leaves all as it was when it is cut off in the middle', async () => {
    const before = await everything();
    const body = Buffer.from(catalogueOf(80));
    const socket = connect(node.port, '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write(
        `PUT ${main} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${node.token('own')}\r\n` +
          `Content-Type: text/turtle\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      socket.write(body.subarray(0, body.length / 2), () => {
        setTimeout(resolve, 100);
      });
    });
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await everything(), before);
    assert.equal((await node.ask('/health/ready')).status, 200);
  });
});

describe('deliveries at the same time', () => {
  it('of one submission each become a version, and the last is what stands', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        put(at('racing'), catalogueOf(90).replace('Prostate MR', `Title ${index}`), 'text/turtle'),
      ),
    );
    assert.ok(replies.every(({ status }) => status === 200 || status === 201));
    const versions = replies.map(({ accepted }) => accepted.submission.version);
    assert.deepEqual(
      versions.toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    const last = versions.indexOf(8);
    const graph = await node.ask('/graph/north/racing/catalogue', { accept: 'application/n-triples' });
    assert.match(await graph.text(), new RegExp(`"Title ${last} of the north"`));
  });

  it('of two providers for one dataset are given to one of them', async () => {
    const body = catalogueOf(1).replaceAll('<dataset/1>', '<https://data.example.org/dataset/shared>');
    const replies = await Promise.all([
      put(at('claim'), body, 'text/turtle'),
      put('/providers/south/submissions/claim', body, 'text/turtle', 'other'),
    ]);
    assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 422]);
  });
});

describe('the log', () => {
  it('holds no token, no key and nothing of what was refused', () => {
    const text = node.log.join('\n');
    assert.ok(!text.includes(node.key));
    for (const caller of ['own', 'other', 'researcher'] as const)
      assert.ok(!text.includes(node.token(caller)));
    assert.equal(text, '', 'what callers do wrong is not the node’s failure');
  });
});
