import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { isomorphic } from 'rdf-isomorphic';
import { readRdfDelivery } from '../../../server/lift/read-rdf-delivery.ts';
import { readSources } from '../../../server/lift/source-registry.ts';
import { matchesFile } from '../../../server/lift/sources/source-files.ts';
import type { MeridianError } from '../../../server/errors.ts';
import { sourceFile } from '../../support/lift-fixtures.ts';

const root = join(import.meta.dirname, '../../..');
const fixture = (name: string) => readFileSync(join(root, 'test/fixtures/rdfa', name), 'utf8');

async function read(path: string, content: string) {
  const failures: MeridianError[] = [];
  const rdf = await readRdfDelivery([sourceFile(path, content)], {
    baseIri: 'http://example.org/id/north/',
    namespaces: new Map([['http://healthdataportal.eu/ns/health#', 'http://health.example.org/']]),
    contexts: new Map(),
    failure: (error) => failures.push(error),
  });
  return { ...rdf, failures };
}

it('reads a web page as its Turtle twin, with renamed namespaces and the line of each property', async () => {
  const page = await read('pages/catalogue.html', fixture('catalogue.html'));
  const twin = await read('catalogue.ttl', fixture('catalogue.ttl'));
  assert.deepEqual(page.failures, []);
  const anonymous = (quads: typeof page.quads) =>
    quads.filter(({ subject, object }) => !(subject.value + object.value).includes('/node/'));
  // What the page says of itself, the vocabulary it uses, is no part of the catalogue.
  const ofCatalogue = twin.quads.filter(({ subject }) => !subject.value.endsWith('catalogue.html'));
  assert.ok(isomorphic(anonymous(page.quads), anonymous(ofCatalogue)));
  assert.equal(page.quads.length, ofCatalogue.length);
  const origin = page.exact('http://example.org/id/north/dataset/1');
  assert.equal(origin.file, 'pages/catalogue.html');
  assert.equal(origin.line, 19);
  assert.equal(origin.byPredicate?.['http://health.example.org/numberOfRecords']?.line, 24);
});

it('keeps what a page says of itself where it is part of the catalogue', async () => {
  const head = '<head><meta property="og:title" content="x"></head>';
  for (const [body, kept] of [
    ['<body>', 0],
    ['<body typeof="dcat:Dataset">', 2],
    ['<body><p about="d" property="dcat:landingPage" resource="">', 2],
  ] as const) {
    const { quads } = await read('d.html', `<html>${head}${body}`);
    assert.equal(quads.length, kept, body);
  }
});

it('reports a page that cannot be read, with file and line', async () => {
  const { failures, quads } = await read('a.xhtml', '<html>\n<body>');
  assert.equal(quads.length, 0);
  assert.deepEqual(failures[0]?.place, { file: 'a.xhtml', line: 2 });
});

it('is told of pages by the source of catalogues', () => {
  const patterns = readSources(join(root, 'mappings')).get('dcat')?.files ?? [];
  for (const path of ['pages/a.html', 'a.HTM', 'x/y.xhtml']) {
    assert.ok(
      patterns.some((pattern) => matchesFile(pattern, path)),
      path,
    );
  }
});
