import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { MeridianError } from '../../../../server/errors.ts';
import { readDicomwebAddress } from '../../../../server/lift/collect/dicomweb-address.ts';
import { DicomwebClient } from '../../../../server/lift/collect/dicomweb-client.ts';
import { dicomwebCollector } from '../../../../server/lift/collect/dicomweb-collector.ts';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import { openDicom } from '../../../../server/lift/sources/dicom-source.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { pageOf, runDicomweb } from '../../../support/dicomweb-server.ts';
import type { DicomwebReply } from '../../../support/dicomweb-server.ts';
import { startTestServer } from '../../../support/test-server.ts';
import { shared, skipUnless } from '../../../support/shared.ts';

const ui = (value: string) => ({ vr: 'UI', Value: [value] });
const study = (number: number) => ({
  '0020000D': ui(`1.2.${number}`),
  '00100020': { vr: 'LO', Value: [`P${number}`] },
});
const series = (number: number, more = {}) => ({
  '0020000E': ui(`1.2.${number}.1`),
  '00080060': { vr: 'CS', Value: ['MR'] },
  '00201209': { vr: 'IS', Value: ['3'] },
  ...more,
});
const manufacturer = { '00080070': { vr: 'LO', Value: ['MAKER'] } };
const studies = Array.from({ length: 7 }, (_, index) => study(index + 1));
const seriesOf = (path: string) => Number(/^\/studies\/1\.2\.(\d+)\/series$/.exec(path)?.[1] ?? 0);

async function collect(address: string, environment = {}) {
  const failures: MeridianError[] = [];
  const failure = (error: MeridianError) => failures.push(error);
  const files: SourceFile[] = [];
  const options = { tables: [], failure, fetch, signal: new AbortController().signal, environment };
  for await (const file of dicomwebCollector.collect(new URL(address), options)) files.push(file);
  const source = openDicom(files, { failure, note: () => undefined });
  const slots = [
    'PatientID',
    'SeriesInstanceUID',
    'Manufacturer',
    'NumberOfInstances',
    'NumberOfMissingInstances',
  ].map((reference) => source.reference(reference));
  const rows: string[] = [];
  for await (const record of source.records())
    rows.push(slots.map((slot) => record.read(slot).map(lexicalOf).join()).join(' '));
  return { files, failures, rows };
}

describe('dicomwebCollector', () => {
  it('reads all pages, sends the token, and asks for fields, not for pixel data', async () => {
    await using server = await runDicomweb((path, query) => {
      if (path === '/studies')
        return { body: pageOf(studies, query, 3), headers: { warning: '299 x "more"' } };
      return seriesOf(path) > 0 ? { body: pageOf([series(seriesOf(path), manufacturer)], query) } : undefined;
    });
    const { rows, failures, files } = await collect(`${server.address}?StudyDate=20200101-&limit=5`, {
      DICOMWEB_TOKEN: 'secret-1',
    });
    assert.deepEqual(failures, []);
    assert.deepEqual(
      rows,
      studies.map((_, index) => `P${index + 1} 1.2.${index + 1}.1 MAKER 3 `),
    );
    assert.equal(files[6]?.path, `${server.shown}/study-7.json`);
    for (const { request, path, query } of server.requests) {
      assert.equal(request.headers.authorization, 'Bearer secret-1');
      assert.match(request.headers.accept ?? '', /dicom\+json/);
      assert.doesNotMatch(path, /frames|rendered|bulkdata|instances/);
      assert.match(query.get('includefield') ?? '', /Manufacturer/);
    }
    assert.equal(server.requests[0]?.query.get('StudyDate'), '20200101-');
    assert.deepEqual(
      server.requests.filter(({ path }) => path === '/studies').map(({ query }) => query.get('offset')),
      ['0', '3', '6', '7'],
    );
  });

  it('takes the metadata of one instance where the server does not heed the fields', async () => {
    await using server = await runDicomweb((path, query) => {
      if (path === '/studies') return { body: pageOf(studies.slice(0, 1), query) };
      if (path === '/studies/1.2.1/series') return { body: pageOf([series(1)], query) };
      if (path.endsWith('/instances')) return { body: [{ '00080018': ui('1.2.1.1.9') }] };
      return path.endsWith('/instances/1.2.1.1.9/metadata')
        ? { body: [{ ...manufacturer, '00080018': ui('1.2.1.1.9') }] }
        : undefined;
    });
    const { rows, failures } = await collect(server.address);
    assert.deepEqual([rows, failures], [['P1 1.2.1.1 MAKER 3 '], []]);
    assert.deepEqual((await collect(`${server.address}?metadata=never`)).rows, ['P1 1.2.1.1  3 ']);
  });

  it('counts the instances of a series by its metadata when asked to', async () => {
    const instance = (number: number) => ({
      ...manufacturer,
      '00080018': ui(`1.2.1.1.${number}`),
      '00200013': { vr: 'IS', Value: [number] },
    });
    await using server = await runDicomweb((path, query) => {
      if (path === '/studies') return { body: pageOf(studies.slice(0, 1), query) };
      if (path === '/studies/1.2.1/series') return { body: pageOf([series(1)], query) };
      return path === '/studies/1.2.1/series/1.2.1.1/metadata'
        ? { body: [instance(1), instance(3)] }
        : undefined;
    });
    const { rows } = await collect(`${server.address}?metadata=series`);
    assert.deepEqual(rows, ['P1 1.2.1.1 MAKER 3 1']);
  });

  it('reads servers that know no limit, and says where pages come again', async () => {
    const answers: readonly [(query: URLSearchParams) => DicomwebReply, rows: number, failures: number][] = [
      [() => ({ body: studies }), 7, 0],
      [() => ({ body: studies.slice(0, 4), headers: { warning: '299 x "more"' } }), 4, 1],
      [
        (query) => ({ body: Number(query.get('offset')) % 8 < 4 ? studies.slice(0, 4) : studies.slice(3) }),
        7,
        1,
      ],
      [() => ({ status: 204 }), 0, 0],
      [() => ({ body: [] }), 0, 0],
    ];
    for (const [index, [answer, rows, failures]] of answers.entries()) {
      await using server = await runDicomweb((path, query) =>
        path === '/studies' ? answer(query) : { body: pageOf([series(seriesOf(path), manufacturer)], query) },
      );
      const read = await collect(`${server.address}?limit=4`);
      assert.equal(read.rows.length, rows, String(index));
      assert.deepEqual(
        read.failures.map((each) => each.code),
        Array(failures).fill('unreadable-source'),
        String(index),
      );
    }
  });

  it('asks again where an answer passes, and gives up where it stays', async () => {
    let asked = 0;
    await using server = await runDicomweb((path, query, request) => {
      if (path === '/studies') {
        asked++;
        if (asked === 1) return { status: 429, headers: { 'retry-after': '0' } };
        if (asked === 2) {
          request.socket.destroy();
          return { status: 500 };
        }
        if (asked === 3) return { status: 503, headers: { 'retry-after': '0' } };
        return { body: pageOf(studies.slice(0, 1), query) };
      }
      return { body: pageOf([series(1, manufacturer)], query) };
    });
    assert.equal((await collect(server.address)).rows.length, 1);
    await using refusing = await runDicomweb(() => ({ status: 401 }));
    const { failures } = await collect(refusing.address);
    assert.equal(refusing.requests.length, 1);
    assert.equal(failures[0]?.place?.file, refusing.shown);
    await using down = await runDicomweb(() => ({ status: 503, headers: { 'retry-after': '0' } }));
    assert.equal((await collect(down.address)).failures.length, 1);
    assert.equal(down.requests.length, 4);
  });

  it('loses only the study that fails, and tells no identifier', async () => {
    await using server = await runDicomweb((path, query) => {
      if (path === '/studies') return { body: pageOf([...studies, { '0020000D': ui('../../etc') }], query) };
      const number = seriesOf(path);
      if (number === 2) return { body: '[{"0020000E": {"vr": "UI", "Value": ["1.2.2.1"' };
      if (number === 3) return { status: 404, body: 'P3 is not here' };
      if (number === 4) return { body: ['1.2.4.1'] };
      if (number === 5) return { body: [] };
      return { body: pageOf([series(number, manufacturer)], query) };
    });
    const { rows, failures } = await collect(server.address);
    assert.deepEqual(
      rows.map((row) => row.slice(0, 2)),
      ['P1', 'P6', 'P7', 'P5'],
    );
    assert.deepEqual(
      failures.map((each) => each.place?.file),
      [2, 3, 4].map((number) => `${server.shown}/study-${number}.json`),
    );
    for (const { message, advice, place } of failures)
      assert.doesNotMatch(JSON.stringify([message, advice, place]), /1\.2\.\d|P\d/);
    assert.equal(
      server.requests.some(({ path }) => path.includes('etc')),
      false,
    );
  });

  it('refuses an address that it cannot use, without showing it', async () => {
    for (const bad of [
      'dicomweb://h/a',
      'dicomweb+ftp://u:hidden@h/a',
      'dicomweb+http://h/?metadata=all',
      'dicomweb+http://h/?limit=x',
      'dicomweb+http://h/?includefield=Nose',
    ]) {
      await assert.rejects(
        collect(bad),
        (error: MeridianError) => {
          assert.match(error.code, /^bad-/);
          assert.doesNotMatch(`${error.message} ${error.advice ?? ''}`, /hidden/);
          return true;
        },
        bad,
      );
    }
  });

  const folder = 'data/dicom/dicomweb-json';
  it('reads answers of a real server', { skip: skipUnless(folder) }, async () => {
    const answer = (name: string) =>
      JSON.parse(readFileSync(join(shared(folder) ?? '', `${name}.json`), 'utf8')) as Record<
        string,
        { Value: string[] }
      >[];
    const all = answer('search_for_series');
    await using server = await runDicomweb((path, query) => {
      if (path === '/studies') return { body: pageOf(answer('search_for_studies'), query) };
      const uid = /^\/studies\/([0-9.]+)\/series$/.exec(path)?.[1];
      return uid === undefined
        ? undefined
        : {
            body: pageOf(
              all.filter((each) => each['0020000D']?.Value[0] === uid),
              query,
            ),
          };
    });
    const { rows, failures } = await collect(`${server.address}?metadata=never&limit=2`);
    assert.deepEqual(failures, []);
    assert.equal(rows.length, 4);
  });

  it('follows a redirect on the same server, and none to another, to which the token would go', async () => {
    await using other = await startTestServer((_request, response) => response.end('[]'));
    await using server = await startTestServer((request, response, base) => {
      const { pathname } = new URL(request.url ?? '', base);
      const targets = { '/away/studies': `${other.base}/studies`, '/near/studies': '/here/studies' };
      const location = Object.entries(targets).find(([path]) => path === pathname)?.[1];
      response.writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location });
      response.end('[]');
    });
    const address = `dicomweb+${server.base}`;
    const { failures } = await collect(`${address}/away`, { DICOMWEB_TOKEN: 'secret-1' });
    assert.deepEqual(
      failures.map(({ code, message }) => [code, message]),
      [['unreadable-source', 'The server leads to another server.']],
    );
    assert.deepEqual(other.asked, []);
    assert.deepEqual((await collect(`${address}/near`)).failures, []);
  });

  it('refuses an answer that does not end', async () => {
    await using server = await startTestServer((_request, response) => {
      const piece = `${'{},'.repeat(20_000)}\n`;
      response.write('[');
      const write = (): void => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    const address = readDicomwebAddress(new URL(`dicomweb+${server.base}`), {});
    const options = { fetch, signal: new AbortController().signal };
    const client = new DicomwebClient(address, options, 1 << 20);
    await assert.rejects(client.get('/studies', new URLSearchParams()), {
      code: 'unreadable-source',
      message: 'The answer is longer than 1 MiB.',
    });
  });
});
