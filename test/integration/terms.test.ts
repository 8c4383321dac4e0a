import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Store } from 'n3';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { releaseHash } from '../../server/ontology/release-hash.ts';
import { Terms } from '../../server/ontology/terms/terms.ts';
import type { Quad } from '../../server/rdf/terms.ts';
import { repositoryOntology } from '../support/ontology.ts';
import { conformingCatalogue, RunningNode } from '../support/running-node.ts';
import { StatedQuads } from '../support/stated-quads.ts';

let node: RunningNode;
let hub: RunningNode;
let terms: Terms;
let stated: StatedQuads;

before(async () => {
  node = await RunningNode.start();
  await node.publish('/providers/north/submissions/main', conformingCatalogue, 'text/turtle');
  hub = await RunningNode.start({ nodes: [] });
  terms = new Terms(await repositoryOntology());
  stated = new StatedQuads();
});
after(async () => {
  await hub.stop();
  await node.stop();
});

/** Equal but for the names of blank nodes: the hash is over the canonical form. */
async function sameGraph(actual: readonly Quad[], expected: readonly Quad[]): Promise<void> {
  assert.equal(actual.length, expected.length);
  assert.equal(await releaseHash(actual), await releaseHash(expected));
}

const rdfMediaTypes = ['text/turtle', 'application/n-triples', 'application/ld+json', 'application/rdf+xml'];
const samples = [
  ['concept', 'EUCAIM:CLIN1000075'],
  ['concept with a search equivalent', 'EUCAIM:IMG1000026'],
  ['class', 'EUCAIM:CLIN1002855'],
  ['class of another standard', 'dcat:Dataset'],
  ['property', 'eucaim:hasBirthSex'],
  ['property of ours', 'mer:unmapped'],
  ['attribute', 'attr:modality'],
  ['vocabulary', 'scheme:modality'],
  ['value', 'mer:ListFacet'],
] as const;

describe('a term at its address', () => {
  for (const [kind, code] of samples) {
    it(`is a page and JSON: ${kind}`, async () => {
      const page = await node.ask(`/concepts/${code}`, { accept: 'text/html' });
      assert.equal(page.status, 200);
      assert.match(await page.text(), new RegExp(`<code class="own">${code}</code>`));
      const { status, body } = await node.json(`/concepts/${code}`);
      assert.equal(status, 200);
      assert.equal((body as { code: string }).code, code);
    });

    for (const mediaType of rdfMediaTypes) {
      it(`says in ${mediaType} exactly what the files state of it: ${kind}`, async () => {
        const response = await node.ask(`/concepts/${code}`, { accept: mediaType });
        assert.equal(response.headers.get('content-type')?.split(';')[0], mediaType);
        const { quads } = await parseRdf(await response.text(), { mediaType, baseIri: 'urn:x:' });
        const iri = terms.find(code)?.term.iri ?? '';
        assert.ok(quads.length > 0);
        await sameGraph(quads, stated.about([iri]));
      });
    }
  }

  it('is found by its IRI, and named formats win over the header', async () => {
    const iri = encodeURIComponent('https://cancerimage.eu/ontology/EUCAIM#hasBirthSex');
    for (const [name, mediaType] of [
      ['turtle', 'text/turtle'],
      ['jsonld', 'application/ld+json'],
      ['rdfxml', 'application/rdf+xml'],
      ['ntriples', 'application/n-triples'],
      ['json', 'application/json'],
      ['html', 'text/html'],
    ] as const) {
      const response = await node.ask(`/concepts/${iri}?format=${name}`, { accept: 'image/png' });
      assert.equal(response.status, 200, name);
      assert.equal(response.headers.get('content-type')?.split(';')[0], mediaType);
      await response.body?.cancel();
    }
    for (const name of ['pdf', '__proto__', '%00', 'x'.repeat(2000)]) {
      assert.equal((await node.ask(`/concepts/${iri}?format=${name}`)).status, 406, name.slice(0, 20));
    }
  });

  it('says in JSON which code was asked for', async () => {
    const { body } = await node.json('/concepts/SNOMEDCT:399068003');
    assert.deepEqual((body as { asked: unknown }).asked, {
      code: 'SNOMEDCT:399068003',
      relation: 'same',
      iri: 'http://snomed.info/id/399068003',
    });
  });
});

describe('a code that is not known', () => {
  it('is 404 with what is near, for people and for programs', async () => {
    const { status, body } = await node.json('/concepts/eucaim:hasBirthSx');
    assert.equal(status, 404);
    assert.match((body as { advice: string }).advice, /eucaim:hasBirthSex/);
    const page = await node.ask('/concepts/eucaim:hasBirthSx', { accept: 'text/html' });
    assert.equal(page.status, 404);
    assert.match(await page.text(), /href="\/concepts\/eucaim:hasBirthSex"/);
    const rdf = await node.ask('/concepts/eucaim:hasBirthSx', { accept: 'text/turtle' });
    assert.equal(rdf.status, 404);
    assert.match(rdf.headers.get('content-type') ?? '', /problem\+json/);
  });

  it('may be written by an enemy', async () => {
    const long = 'x'.repeat(10_000);
    for (const code of [
      long,
      `EUCAIM:${long}`,
      encodeURIComponent('<script>alert(1)</script>'),
      encodeURIComponent('EUCAIM:CLIN1000075"><img src=x onerror=alert(1)>'),
      'EUCAIM:CLIN1000075%00',
      '%00',
      '..%2f..%2f..%2fpackage.json',
      '..%2f..%2fetc%2fpasswd',
      '%5C..%5C..%5Cpackage.json',
      '__proto__',
      'constructor',
      '_:n3-0',
      encodeURIComponent('_:b0'),
      encodeURIComponent('javascript:alert(1)'),
      encodeURIComponent('EUCAIM:CLIN1000075\r\nset-cookie: x=1'),
      '%F0%9F%92%A9',
    ]) {
      for (const accept of ['text/html', 'application/json', 'text/turtle']) {
        const response = await node.ask(`/concepts/${code}`, { accept });
        const text = await response.text();
        assert.equal(response.status, 404, `${code.slice(0, 40)}: ${text.slice(0, 200)}`);
        if (accept === 'text/html') assert.doesNotMatch(text, /<script>alert|<img src=x/);
        assert.ok(text.length < 20_000);
        assert.equal(response.headers.get('set-cookie'), null);
      }
    }
  });
});

describe('the number of patients', () => {
  const address = '/concepts/EUCAIM:CLIN1000075/patients';

  it('is told to those who may count cohorts, through the gate, to no other origin, and kept by nobody', async () => {
    for (const as of ['researcher', 'own', 'committee', 'operator'] as const) {
      const response = await node.ask(address, { as, headers: { origin: 'https://elsewhere.example.org' } });
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.deepEqual(await response.json(), { state: 'counted', low: 0, high: 9, suppressed: true }, as);
    }
    assert.equal((await node.json(address)).status, 401);
    assert.equal((await node.json(address, { as: 'editor' })).status, 403);
    assert.deepEqual((await hub.json(address, { as: 'researcher' })).body, { state: 'at-nodes' });
  });

  it('is no part of what is shared: a term is the same for everybody', async () => {
    for (const accept of ['application/json', 'text/html']) {
      const answers = [];
      for (const as of ['anonymous', 'researcher', 'operator'] as const) {
        const response = await node.ask('/concepts/EUCAIM:CLIN1000075', { as, accept });
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
        answers.push(await response.text());
      }
      assert.ok(answers[0]?.includes(address));
      assert.equal(new Set(answers).size, 1, accept);
    }
    const { body } = await node.json('/concepts/EUCAIM:CLIN1000075', { as: 'researcher' });
    assert.deepEqual((body as { patients: unknown }).patients, { state: 'protected', address });
    const { body: atHub } = await hub.json('/concepts/EUCAIM:CLIN1000075', { as: 'researcher' });
    assert.deepEqual((atHub as { patients: unknown }).patients, { state: 'at-nodes' });
  });

  it('is of concepts that records have', async () => {
    for (const code of ['eucaim:hasBirthSex', 'scheme:sex', 'EUCAIM:nothing']) {
      const { status, body } = await node.json(`/concepts/${code}/patients`, { as: 'researcher' });
      assert.equal(status, 404, code);
      assert.notEqual((body as { advice: string }).advice, '');
    }
  });

  it('of datasets is that of the catalogue', async () => {
    const { body } = await node.json('/concepts/EUCAIM:CLIN1000075');
    const { body: found } = await node.json('/search?cancerType=EUCAIM:CLIN1000075');
    assert.deepEqual((body as { datasets: unknown }).datasets, [
      { attribute: 'cancerType', total: (found as { total: number }).total },
    ]);
  });
});

describe('a search for terms', () => {
  it('is answered in JSON, with the name by which each was found', async () => {
    const { status, body } = await node.json('/ontology?q=prostat%20canser');
    assert.equal(status, 200);
    const { total, items } = body as { total: number; items: Record<string, unknown>[] };
    assert.ok(total >= items.length && items.length > 0);
    const found = items.find(({ code }) => code === 'EUCAIM:CLIN1000075');
    assert.deepEqual(found, {
      iri: 'https://cancerimage.eu/ontology/EUCAIM#CLIN1000075',
      code: 'EUCAIM:CLIN1000075',
      label: 'Malignant neoplasm of prostate',
      scheme: 'https://w3id.org/meridian/scheme#cancerType',
      kind: 'concept',
      foundAs: found?.['foundAs'],
    });
    assert.match(String(found.foundAs), /cancer/i);
    const { body: own } = await node.json('/ontology?q=hasBirthSex&format=json&lang=de');
    const [first] = (own as { items: Record<string, unknown>[] }).items;
    assert.deepEqual(
      [first?.['code'], first?.['scheme'], first?.['kind']],
      ['eucaim:hasBirthSex', null, 'property'],
    );
    assert.deepEqual((await node.json('/ontology?q=qqqqzzzz')).body, { total: 0, items: [] });
  });

  it('counts all that it finds, and shows the first', async () => {
    const { body } = await node.json('/ontology?q=carcinoma');
    const { total, items } = body as { total: number; items: unknown[] };
    assert.ok(total > 100);
    assert.equal(items.length, 40);
  });

  it('is refused in RDF, and JSON without a search', async () => {
    for (const accept of rdfMediaTypes) {
      const { status, body } = await node.json('/ontology?q=prostate', { accept });
      assert.equal(status, 400, accept);
      assert.match((body as { advice: string }).advice, /application\/json/);
    }
    assert.equal((await node.json('/ontology?q=prostate&format=turtle')).status, 400);
    assert.equal((await node.json('/ontology', { accept: 'application/json' })).status, 406);
    assert.equal((await node.ask('/ontology?q=', { accept: 'text/turtle' })).status, 200);
  });
});

describe('the documents of our own IRIs', () => {
  it('/ontology is the whole release, told once', async () => {
    const response = await node.ask('/ontology', { accept: 'application/n-triples' });
    const { quads } = await parseRdf(await response.text(), {
      mediaType: 'application/n-triples',
      baseIri: 'urn:x:',
    });
    const fromTurtle = quads.filter((each) => !stated.mappings.has(each));
    assert.equal(new Store([...quads]).size, quads.length);
    await sameGraph(fromTurtle, stated.turtle.getQuads(null, null, null, null));
    assert.ok(quads.length - fromTurtle.length > 5000, 'the mappings are there');
    const etag = response.headers.get('etag') ?? '';
    const again = await node.ask('/ontology', {
      accept: 'application/n-triples',
      headers: { 'if-none-match': etag },
    });
    assert.equal(again.status, 304);
    const other = await node.ask('/ontology', { accept: 'text/turtle', headers: { 'if-none-match': etag } });
    assert.equal(other.status, 200);
    await other.body?.cancel();
  });

  it('/ontology/{release} is the one that is loaded, and no other', async () => {
    const { status } = await node.ask(`/ontology/${terms.ontology.release}`, { accept: 'text/html' });
    assert.equal(status, 200);
    for (const release of ['2019.1', '..%2f2026.1', '%00']) {
      const { status: other, body } = await node.json(`/ontology/${release}`);
      assert.equal(other, 404);
      assert.match((body as { advice: string }).advice, /2026\.1/);
    }
  });

  for (const [path, prefix] of [
    ['/ns', 'mer'],
    ['/attribute', 'attr'],
    ['/scheme', 'scheme'],
  ] as const) {
    for (const mediaType of rdfMediaTypes) {
      it(`${path} says in ${mediaType} what is stated of its terms`, async () => {
        const response = await node.ask(path, { accept: mediaType });
        const { quads } = await parseRdf(await response.text(), { mediaType, baseIri: 'urn:x:' });
        const namespace = terms.ontology.prefixes.get(prefix) ?? '';
        const iris = stated.subjects(namespace);
        assert.ok(iris.length > 5);
        await sameGraph(quads, stated.about(iris));
      });
    }
  }

  it('a hub answers them too', async () => {
    for (const path of ['/ontology', '/ns', '/attribute', '/scheme', '/concepts/attr:modality']) {
      const response = await hub.ask(path, { accept: 'text/html' });
      assert.equal(response.status, 200, path);
      await response.body?.cancel();
    }
  });
});
