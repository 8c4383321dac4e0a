import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { loadQueryLibrary } from '../../../server/query/query-library.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { loadPrefixes } from '../../../server/rdf/prefixes.ts';
import { namedNode } from '../../../server/rdf/terms.ts';
import { OxigraphWorkerStore } from '../../../server/store/oxigraph-worker-store.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const prefixes = loadPrefixes(join(root, 'ontology', 'prefixes.ttl'));
const library = loadQueryLibrary(join(root, 'queries'), prefixes);

const data = `
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eucaim: <https://cancerimage.eu/ontology/EUCAIM#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix healthdcatap: <http://healthdataportal.eu/ns/health#> .
@prefix mer: <https://w3id.org/meridian/ns#> .
@prefix attr: <https://w3id.org/meridian/attribute#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<north> a foaf:Agent ; foaf:name "North" .
<one> a dcat:Dataset ; dct:title "CT of the colon" ; dct:description "Colon" ; mer:provider <north> ;
  healthdcatap:numberOfUniqueIndividuals 12 ; eucaim:hasImageModality eucaim:IMG1000042 ;
  eucaim:hasCondition eucaim:CLIN1000057 ; eucaim:hasImageBodyPart eucaim:BP1000092 .
<two> a dcat:Dataset ; dct:title "Prostate MR" ; mer:provider <north> ; healthdcatap:numberOfUniqueIndividuals 30 ;
  eucaim:hasImageModality eucaim:IMG1000022 ; eucaim:hasCondition eucaim:CLIN1000075 ;
  dcat:distribution <two/files> .
<two/files> a dcat:Distribution ; dct:license <http://example.org/licence> .
<patient/1> a eucaim:COM1001047 ; dct:isPartOf <two> .
<condition/1> a eucaim:CLIN1007977 ; eucaim:inheresIn <patient/1> ; eucaim:hasCondition eucaim:CLIN1000075 ;
  eucaim:AgeAtDiagnosis 63.2 ; mer:yearOfDiagnosis "2019"^^xsd:gYear .
<study/1> a eucaim:IMG1016308 ; eucaim:hasSubject <patient/1> ; eucaim:Composed_Of <series/1> , <series/2> .
<series/1> a eucaim:IMG1016309 ; eucaim:hasImageModality eucaim:IMG1000022 ; eucaim:NumberOfInstances 24 .
<series/2> a eucaim:IMG1016309 ; eucaim:hasImageModality eucaim:IMG1000026 ; eucaim:NumberOfInstances 100 ;
  mer:unmapped attr:vendor .
`;

/** What each query finds in the data above: the number of rows, and a value that stands in them. */
const expected: Readonly<Record<string, readonly [number, string]>> = {
  datasets: [2, 'CT of the colon'],
  counts: [1, '2,1,42'],
  'datasets-by-modality': [1, 'CT of the colon'],
  'datasets-mentioning': [1, 'Prostate MR'],
  'patients-by-cancer-type-and-sex': [1, 'CLIN1000075'],
  'prostate-mr-patients': [1, '1,1,1'],
  'series-by-vendor': [2, '100'],
  'unknown-values': [1, 'vendor'],
  'cq-001-datasets-by-condition-modality-body-part': [1, 'CT of the colon'],
  'cq-002-patients-and-studies-per-dataset': [1, 'two,1,1'],
  'cq-003-patients-by-sex-age-and-year': [1, '60,2019'],
  'cq-009-series-of-a-vendor': [0, ''],
  'cq-010-access-and-use-conditions': [2, 'http://example.org/licence'],
  'cq-011-concept-of-a-code': [1, 'CLIN1000075'],
};

describe('the queries that are shipped', () => {
  let store: OxigraphWorkerStore;
  const graphs = [namedNode('http://example.org/graph/data'), namedNode('http://example.org/graph/ontology')];
  const rows = async (name: string, values = {}): Promise<string[]> => {
    const text = library.bind(name, values);
    const bytes = await store.query({
      text,
      defaultGraphs: graphs,
      namedGraphs: graphs,
      mediaType: 'text/csv',
    });
    return new TextDecoder().decode(bytes).trim().split(/\r?\n/);
  };

  before(async () => {
    store = await OxigraphWorkerStore.open();
    const ontology = await loadOntology({
      ontologyFolder: join(root, 'ontology'),
      sssomFolder: join(root, 'mappings', 'sssom'),
    });
    const { quads } = await parseRdf(data, { mediaType: 'text/turtle', baseIri: 'http://example.org/' });
    const [first, second] = graphs;
    assert.ok(first && second);
    await store.replaceGraphs([
      { graph: first, triples: toNTriples(quads) },
      { graph: second, triples: toNTriples(ontology.quads) },
    ]);
  });
  after(() => store.close());

  it('use the prefixes of the one prefix table', () => {
    for (const { name, text } of library.queries) {
      for (const [, prefix = '', namespace] of text.matchAll(/^PREFIX (\w*): *<([^>]*)>/gm)) {
        assert.equal(namespace, prefixes.get(prefix), `${name} ${prefix}`);
      }
    }
  });

  it('name their competency question in name and header alike', () => {
    for (const { name, folder, competency } of library.queries) {
      assert.equal(competency?.toLowerCase(), folder === 'competency' ? name.slice(0, 6) : undefined, name);
    }
  });

  for (const [name, [count, value]] of Object.entries(expected)) {
    it(`${name} finds what is there`, async () => {
      const [head, ...found] = await rows(name);
      assert.equal(head, library.query(name).columns.join(','));
      assert.equal(found.length, count, found.join('\n'));
      assert.ok(found.some((row) => row.includes(value)) || count === 0, found.join('\n'));
    });
  }

  it('count a dataset once per cancer type, also above its own', async () => {
    const [, ...found] = await rows('datasets-per-cancer-type');
    const own = found.find((row) => row.includes('CLIN1000075'));
    assert.match(own ?? '', /,1$/);
    assert.ok(found.length > 2);
  });

  it('find by code under any narrower or search-equivalent concept', async () => {
    assert.equal((await rows('datasets-by-modality', { modality: 'EUCAIM:IMG1000042' })).length, 2);
    assert.equal((await rows('datasets-by-modality', { modality: 'EUCAIM:IMG1000030' })).length, 1);
    const both = { modality: ['EUCAIM:IMG1000026', 'EUCAIM:IMG1000022'] };
    assert.equal((await rows('datasets-by-modality', both)).length, 3);
  });

  it('describe a dataset with what it names', async () => {
    const bytes = await store.query({
      text: library.bind('dataset', { dataset: 'http://example.org/two' }),
      defaultGraphs: graphs,
      namedGraphs: graphs,
      mediaType: 'application/n-triples',
    });
    const text = new TextDecoder().decode(bytes);
    assert.match(text, /licence/);
    assert.match(text, /"North"/);
    assert.match(text, /Magnetic resonance imaging/);
    assert.doesNotMatch(text, /CT of the colon/);
  });
});
