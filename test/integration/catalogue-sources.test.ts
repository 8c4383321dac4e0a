import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Lifted, Lifter, SourceFile } from '../../server/lift/lifter.ts';
import { projectFolders } from '../../server/folders.ts';
import { Toolbox } from '../../server/toolbox.ts';
import { literal, namedNode } from '../../server/rdf/terms.ts';
import type { Quad, Term } from '../../server/rdf/terms.ts';
import { dcat, eucaim, healthdcatap, rdf } from '../../server/rdf/vocabulary.ts';
import { collected } from '../support/collected.ts';
import { sourceFile } from '../support/lift-fixtures.ts';
import { shared, skipUnless } from '../support/shared.ts';
import { startTestServer } from '../support/test-server.ts';

let lifter: Lifter;
before(async () => {
  lifter = await new Toolbox(projectFolders()).lifter();
});

const context = { provider: 'sample', base: 'http://node.example.org', key: new Uint8Array(32).fill(7) };
const lift = (source: string, ...files: SourceFile[]): Promise<Lifted> => lifter.lift(source, files, context);

function has(quads: readonly Quad[], subject: string, predicate: Term, object: Term): boolean {
  return quads.some(
    (each) =>
      each.subject.value === subject && each.predicate.equals(predicate) && each.object.equals(object),
  );
}

/** Not RDF, or in need of a context that is nowhere: as their publishers left them. */
const faults: Readonly<Record<string, number | string>> = {
  'dcat-ap/2.1.1/dcat-ap_2.1.1.jsonld': 'a context alone',
  'dcat-ap/2.1.1/dcat-ap_lang_2.1.1.jsonld': 'a context alone',
  'dcat-ap/3.0.0/context/dcat-ap.jsonld': 'a context alone',
  'dcat-ap/3.0.1/context/dcat-ap.jsonld': 'a context alone',
  'dcat-ap/3.0.1/html/examples/context.jsonld': 'a context alone',
  'dcat-ap/3.0.1/html/examples/example-bee-population-dataset-series-api.ttl': 20,
  'dcat-ap/3.0.1/html/examples/example-bee-population-dataset-series-combined.ttl': 32,
  'fair-data-point/shapes/0005_shape-catalog.ttl': 12,
  'fair-data-point/shapes/0005_shape-dataset.ttl': 11,
  'fair-data-point/shapes/0005_shape-distribution.ttl': 11,
  'healthdcat-ap/ckan-examples/catalog_pod.jsonld': '/dataset/0',
  'healthdcat-ap/ckan-examples/dataset.ttl': 149,
};

describe('the published profiles', { skip: skipUnless('profiles') }, () => {
  it('lift, or name the line of their fault', async () => {
    const folder = shared('profiles') ?? '';
    let lifted = 0;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(folder.length + 1);
      if (!entry.isFile() || !/\.(ttl|rdf|jsonld)$/.test(name)) continue;
      const { failures } = await lift('dcat', sourceFile(entry.name, readFileSync(path)));
      const [failure] = failures;
      // Most of the examples of DCAT-AP in JSON-LD name a context that is nowhere.
      const isExample = failure !== undefined && /html\/examples\/.*jsonld$/.test(name);
      const fault = faults[name] ?? (isExample ? '/@context' : undefined);
      assert.equal(failure !== undefined, fault !== undefined, name);
      if (typeof fault === 'number') assert.equal(failure?.place?.line, fault, name);
      if (typeof fault === 'string' && fault.startsWith('/'))
        assert.equal(failure?.place?.pointer, fault, name);
      if (fault === undefined) lifted++;
    }
    assert.ok(lifted >= 150, `${lifted} files were lifted`);
  });

  it('of EUCAIM come out in version 2.0, with what was changed said and nothing lost', async () => {
    const path = shared('profiles/eucaim-dcat-ap/examples/dataset-v1.0-assembled.ttl') ?? '';
    const { catalogue, notes = [], failures } = await lift('dcat', sourceFile('v1.ttl', readFileSync(path)));
    assert.deepEqual(failures, []);
    const dataset = 'https://example.org/eucaim/dataset';
    const health = (name: string) => namedNode(healthdcatap.namespace + name);
    assert.ok(has(catalogue, dataset, eucaim.hasImageModality, namedNode(`${eucaim.namespace}IMG1000022`)));
    assert.ok(has(catalogue, dataset, health('hasCodeValues'), literal('ICD-10: Y59.0')));
    const themes =
      'https://hdeu-dcat.acceptance.data.health.europa.eu/resource/authority/health-theme/CANCER';
    assert.ok(has(catalogue, dataset, health('healthTheme'), namedNode(themes)));
    const publisher =
      catalogue.find(({ predicate }) => predicate.value.endsWith('/publisher'))?.object.value ?? '';
    const kind = namedNode('https://example.org/authority/publisher-type/ResearchInstitute');
    assert.ok(has(catalogue, publisher, namedNode('http://purl.org/dc/terms/type'), kind));
    for (const old of [
      'https://w3id.org/healthdcat-ap#',
      'https://hyperontology.eucaim',
      'http://13.81.34.152',
    ])
      assert.ok(
        !catalogue.some((each) =>
          [each.subject, each.predicate, each.object].some(({ value }) => value.startsWith(old)),
        ),
        old,
      );
    // Each rule that did something, and each namespace.
    assert.equal(notes.length, 6);
    for (const { message, place } of notes) {
      assert.match(message, /\(\d+ statements?\)$/);
      assert.equal(place.file, 'v1.ttl');
    }
    // The concept of the code value has one link more.
    const given = await lift('schema-org', sourceFile('v1.ttl', readFileSync(path)));
    assert.deepEqual(given.failures, []);
    assert.equal(catalogue.length, 184);
  });
});

describe('a FAIR Data Point', () => {
  it('is crawled and lifted, with relative IRIs against the address of each resource', async () => {
    const prefixes = `@prefix dcat: <${dcat.namespace}> . @prefix fdp: <https://w3id.org/fdp/fdp-o#> . @prefix eucaim: <${eucaim.namespace}> . `;
    const resources: Readonly<Record<string, string>> = {
      '/': '<> a fdp:FAIRDataPoint ; fdp:metadataCatalog <catalog/1> .',
      '/catalog/1': '<> a dcat:Catalog ; dcat:dataset <../dataset/1> .',
      '/dataset/1': '<> a dcat:Dataset ; eucaim:hasImageModality "MRI" ; dcat:distribution <#images> .',
    };
    await using server = await startTestServer((request, response) => {
      const body = resources[request.url ?? ''];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/turtle; charset=utf-8' });
      response.end(prefixes + (body ?? ''));
    });
    const { files, failures } = await collected(`fdp+${server.base}/`);
    assert.deepEqual(failures, []);
    const lifted = await lift('fair-data-point', ...files);
    assert.deepEqual(lifted.failures, []);
    const dataset = `${server.base}/dataset/1`;
    assert.ok(has(lifted.catalogue, `${server.base}/catalog/1`, dcat.dataset, namedNode(dataset)));
    assert.ok(has(lifted.catalogue, dataset, dcat.distribution, namedNode(`${dataset}#images`)));
    assert.ok(
      has(lifted.catalogue, dataset, eucaim.hasImageModality, namedNode(`${eucaim.namespace}IMG1000022`)),
    );
    assert.ok(has(lifted.catalogue, `${server.base}/`, rdf.type, namedNode(`${dcat.namespace}DataService`)));
    assert.match(lifted.lineage.origins.get(dataset)?.[0]?.file ?? '', /dataset\/1\.ttl$/);
  });
});

describe('a page that is not as it should be', () => {
  const page = (json: unknown) =>
    sourceFile('a.html', `<script type="application/ld+json">${JSON.stringify(json)}</script>`);
  const odd: Readonly<Record<string, unknown>> = {
    name: [1, true, null, { '@value': 'x', '@language': 'en' }],
    keywords: [[['a,b'], {}], 7],
    creator: [{}, '', 'A B', { name: ['x', 'y'] }, { '@type': 'Person' }],
    license: 'javascript:alert(1)',
    url: 'not an address',
    temporalCoverage: ['2010', '/', 'always', '2010-13-99/..'],
    spatialCoverage: [{ geo: {} }, 3],
    distribution: ['x', { contentUrl: 'http://a b' }, { contentSize: '12 MB' }],
    datePublished: 'yesterday',
    identifier: [{}, { value: 3 }],
    variableMeasured: [{}, ''],
    measurementTechnique: [{ '@type': 'DefinedTerm' }, ''],
    inLanguage: 'de-DE',
  };
  for (const [name, value] of Object.entries(odd)) {
    it(`is read as far as it can be: ${name}`, async () => {
      const { failures, catalogue } = await lift(
        'schema-org',
        page({
          '@context': 'https://schema.org',
          '@type': 'Dataset',
          '@id': 'http://x.example.org/d',
          [name]: value,
        }),
      );
      assert.deepEqual(failures, []);
      assert.ok(has(catalogue, 'http://x.example.org/d', rdf.type, dcat.Dataset));
      for (const { object } of catalogue) {
        if (object.termType === 'NamedNode') assert.match(object.value, /^[a-z]+:[^ <>"{}|\\^`]*$/);
      }
    });
  }

  it('costs nothing of another page', async () => {
    const broken = sourceFile('b.html', '<p>\n<script type="application/ld+json">{"a" 1}</script>');
    const good = page({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      '@id': 'http://x.example.org/d',
    });
    const { failures, catalogue } = await lift('schema-org', broken, good);
    assert.deepEqual(
      failures.map(({ place }) => [place?.file, place?.line]),
      [['b.html', 2]],
    );
    assert.equal(catalogue.length, 1);
  });
});
