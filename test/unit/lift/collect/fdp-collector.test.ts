import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collected } from '../../../support/collected.ts';
import { startTestServer } from '../../../support/test-server.ts';

const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix ldp: <http://www.w3.org/ns/ldp#> .
@prefix fdp: <https://w3id.org/fdp/fdp-o#> . `;

type Resources = Readonly<
  Record<string, string | { type?: string; status?: number; body?: string; to?: string }>
>;

const point = (resources: Resources) =>
  startTestServer((request, response, base) => {
    const found = resources[request.url ?? ''];
    const {
      type = 'text/turtle',
      status = 200,
      body = '',
      to,
    } = typeof found === 'object'
      ? found
      : found === undefined
        ? { status: 404 }
        : { body: prefixes + found };
    response.writeHead(status, {
      'content-type': type,
      ...(to === undefined ? {} : { location: to.replace('BASE', base) }),
    });
    response.end(body);
  });

describe('the collector of FAIR Data Points', () => {
  it('follows containment and links down, once each, round circles, and gives each file its address as base', async () => {
    await using server = await point({
      '/': '<> fdp:metadataCatalog <catalog/1> ; ldp:contains <catalog/1> .',
      '/catalog/1':
        '<> a dcat:Catalog ; dcat:dataset <../dataset/1> ; ldp:contains <../dataset/2#x> ; dcat:catalog </> .',
      '/dataset/1': '<> dcat:distribution <../distribution/1> ; dcat:landingPage </page> .',
      '/dataset/2': {
        type: 'application/ld+json',
        body: '{"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@id":"","dcat:catalog":{"@id":"/catalog/1"}}',
      },
      '/distribution/1': '<> a dcat:Distribution ; dcat:accessURL </download> .',
    });
    const { files, failures } = await collected(`fdp+${server.base}/`);
    assert.deepEqual(failures, []);
    assert.deepEqual(server.asked, ['/', '/catalog/1', '/dataset/1', '/dataset/2', '/distribution/1']);
    const host = server.base.slice('http://'.length).replace(':', '-');
    assert.deepEqual(
      files.map(({ path }) => path),
      ['.ttl', '/catalog/1.ttl', '/dataset/1.ttl', '/dataset/2.jsonld', '/distribution/1.ttl'].map(
        (path) => host + path,
      ),
    );
    assert.deepEqual(
      files.map(({ baseIri }) => baseIri),
      server.asked.map((path) => server.base + path),
    );
  });

  it('never leaves the server, neither by a link nor by a redirect', async () => {
    await using other = await point({ '/': '' });
    await using server = await point({
      '/': `<> ldp:contains <${other.base}/> , <file:///etc/passwd> , <moved> , <away> .`,
      '/moved': { status: 302, to: 'BASE/here' },
      '/here': '<> ldp:contains </> .',
      '/away': { status: 302, to: `${other.base}/` },
    });
    const { files, failures } = await collected(`fdp+${server.base}/`);
    assert.deepEqual(other.asked, []);
    assert.deepEqual(
      files.map(({ baseIri }) => baseIri),
      [`${server.base}/`, `${server.base}/here`],
    );
    assert.deepEqual(
      failures.map(({ place }) => place?.file),
      [`${server.base}/away`],
    );
  });

  it('tells each resource that it cannot have, with its address, and takes the rest', async () => {
    await using server = await point({
      '/': '<> ldp:contains <gone> , <page> , <broken> , <loop> , <fine> .',
      '/page': { type: 'text/html', body: '<p>' },
      '/broken': { body: '<> ldp:contains' },
      '/loop': { status: 302, to: 'BASE/loop' },
      '/fine': '<> a dcat:Catalog .',
    });
    const { files, failures } = await collected(`fdp+${server.base.replace('//', '//name:secret@')}/`);
    // What is no RDF after all is told when it is read.
    assert.deepEqual(
      files.map(({ baseIri }) => baseIri?.slice(server.base.length)),
      ['/', '/broken', '/fine'],
    );
    assert.deepEqual(
      failures.map(({ message, place }) => [message, place?.file?.slice(server.base.length)]),
      [
        ['The server answered 404.', '/gone'],
        ['The server does not answer in RDF.', '/page'],
        ['The server leads in circles.', '/loop'],
      ],
    );
    assert.doesNotMatch(JSON.stringify([failures, files]), /secret/);
  });

  it('stops where links go on for ever, and says so', async () => {
    await using server = await startTestServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/turtle' });
      response.end(`${prefixes}<> ldp:contains <${request.url}x> .`);
    });
    const { files, failures } = await collected(`fdp+${server.base}/`);
    assert.equal(files.length, 8);
    assert.match(failures[0]?.message ?? '', /deeper than 8 links/);
  });

  it('says when nothing is there', async () => {
    const server = await point({});
    await server[Symbol.asyncDispose]();
    const { files, failures } = await collected(`fdp+${server.base}/`);
    assert.equal(files.length, 0);
    assert.deepEqual(
      failures.map(({ message }) => message),
      ['The server does not answer.'],
    );
  });
});
