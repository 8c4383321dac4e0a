import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import type { Ontology } from '../../../server/ontology/ontology.ts';
import type { CatalogueRules } from '../../../server/publish/catalogue-rules.ts';
import { createCatalogueRules } from '../../../server/publish/catalogue-rules.ts';
import { checkPlanes } from '../../../server/publish/check-planes.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { skolemize } from '../../../server/rdf/skolemize.ts';
import { mer } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';
import { base } from './small-data.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const prefixes = `
  PREFIX dcat: <http://www.w3.org/ns/dcat#>
  PREFIX dct: <http://purl.org/dc/terms/>
  PREFIX eucaim: <https://cancerimage.eu/ontology/EUCAIM#>
  PREFIX foaf: <http://xmlns.com/foaf/0.1/>
  PREFIX mer: <https://w3id.org/meridian/ns#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
`;
const aggregates = [
  'hasBirthSex',
  'hasCondition',
  'hasEquipmentManufacturer',
  'hasImageBodyPart',
  'hasImageModality',
  'hasImageVendor',
];
let ontology: Ontology;
let rules: CatalogueRules;

before(async () => {
  const ontologyFolder = join(root, 'ontology');
  ontology = await loadOntology({ ontologyFolder, sssomFolder: join(root, 'mappings', 'sssom') });
  rules = createCatalogueRules(ontology);
});

/** What is wrong with Turtle that north delivers as its catalogue; lines count from its first. */
async function check(turtle: string): Promise<{ message: string; line: number | undefined }[]> {
  const parsed = await parseRdf(prefixes + turtle, {
    mediaType: 'text/turtle',
    baseIri: `${base}/id/north/`,
    file: 'north.ttl',
  });
  const offset = prefixes.split('\n').length - 1;
  const places = (node: string, predicate: string | undefined) => parsed.place(node, predicate);
  const planes = { catalogue: parsed.quads, record: [] };
  return checkPlanes(planes, { base, provider: { id: 'north', title: 'North' } }, rules, places).map(
    ({ message, place }) => ({
      message,
      line: place?.line === undefined ? undefined : place.line - offset,
    }),
  );
}

async function refuses(turtle: string, message: RegExp): Promise<void> {
  const failures = await check(turtle);
  assert.ok(failures.length > 0, turtle);
  for (const failure of failures) assert.match(failure.message, message);
}

const dataset = '<dataset/1> a dcat:Dataset ; dct:title "One" .\n';

describe('checkPlanes of a catalogue', () => {
  it('refuses patients, and names the line', async () => {
    const failures = await check(`${dataset}<patient/0123> a eucaim:COM1001047 ; eucaim:hasBirthSex mer:X .`);
    assert.match(failures[0]?.message ?? '', /a thing about patients, by its type/);
    assert.equal(failures[0]?.line, 2);
  });

  it('refuses the classes of all records, those of markers and procedures too', async () => {
    for (const name of [
      'COM1001047',
      'CLIN1007977',
      'IMG1016308',
      'IMG1016309',
      'CLIN1033410',
      'IMG1000022',
    ]) {
      await refuses(`<dataset/1> a dcat:Dataset , eucaim:${name} .`, /by its type/);
    }
  });

  it('refuses properties that only records have', async () => {
    for (const name of ['eucaim:inheresIn', 'eucaim:hasSubject', 'eucaim:Composed_Of', 'mer:completeFor']) {
      await refuses(
        `<dataset/1> a dcat:Dataset ; ${name} <thing> .`,
        /which only things about patients have/,
      );
    }
  });

  it('refuses what tells of a patient that has no type', async () => {
    const led = `${dataset}<dataset/1> dct:relation <urn:p1> .\n`;
    for (const name of ['hasHistology', 'hasFindingSite', 'hasTopographyICDO', 'Treats']) {
      await refuses(`${led}<urn:p1> eucaim:${name} <urn:x> .`, /which only things about patients have/);
    }
    for (const name of aggregates) {
      const [failure] = await check(`${led}<urn:p1> eucaim:${name} <urn:x> .`);
      assert.match(failure?.message ?? '', /which only datasets and their series have here/);
      assert.equal(failure?.line, 3);
      await refuses(`${led}<urn:p1> a skos:Concept ; eucaim:${name} <urn:x> .`, /only datasets and their se/);
      for (const type of ['dcat:Dataset', 'dcat:DatasetSeries'])
        assert.deepEqual(await check(`<x> a ${type} ; eucaim:${name} <urn:x> .`), []);
    }
  });

  it('knows every property that records and datasets have alike', () => {
    const alike = ontology.attributes.flatMap(({ catalogue, record }) => {
      const ofRecords = new Set(record?.path.map(({ property }) => property.value));
      return (catalogue?.path ?? []).flatMap(({ property }) =>
        ofRecords.has(property.value) ? [property.value] : [],
      );
    });
    assert.ok(alike.length > 4);
    for (const iri of alike) assert.ok(rules.isAggregateProperty(iri), iri);
  });

  it('refuses IRIs of records, of whatever provider, as subject and as object', async () => {
    for (const kind of ['patient', 'condition', 'study', 'series', 'measurement', 'procedure']) {
      await refuses(`${dataset}<dataset/1> dct:hasPart <${kind}/0123> .`, /the IRI of a record/);
      await refuses(`${dataset}<dataset/1> dct:relation <${base}/id/south/${kind}/01> .`, /IRI of a record/);
      await refuses(
        `${dataset}<dataset/1> dct:hasPart <${kind}/0> . <${kind}/0> dct:title "x" .`,
        /IRI of a re/,
      );
    }
  });

  it('refuses what belongs to no entry of the delivery, and names subject and line', async () => {
    assert.deepEqual(
      await check(`${dataset}\n<row/MRN-4711> foaf:name "Somebody" ; dct:isPartOf <dataset/1> .`),
      [
        {
          message: `<${base}/id/north/row/MRN-4711> belongs to no dataset, series, service or catalogue of this delivery.`,
          line: 3,
        },
      ],
    );
    await refuses('<a> dct:relation <b> . <b> dct:relation <a> .', /belongs to no dataset/);
    await refuses('<person> a foaf:Person ; foaf:name "Somebody" .', /belongs to no dataset/);
  });

  it('takes what an entry leads to over any number of statements', async () => {
    const described = `${dataset}
      <dataset/1> dcat:distribution [ dcat:accessService [ dct:publisher <agent> ] ] .
      <agent> a foaf:Person ; foaf:name "Somebody" .`;
    const failures = await check(described);
    // Blank nodes are for lifting to name.
    assert.ok(failures.every(({ message }) => message.includes('blank node')));
    for (const kind of ['Catalog', 'DataService', 'DatasetSeries']) {
      assert.deepEqual(
        await check(`<x> a dcat:${kind} ; dct:publisher <agent> . <agent> foaf:name "A" .`),
        [],
      );
    }
  });

  it('takes what published catalogues describe by itself', async () => {
    const types = ['dcat:Distribution', 'foaf:Agent', 'foaf:Organization', 'vcard:Kind', 'skos:Concept'];
    for (const type of types) assert.deepEqual(await check(`<x> a ${type} ; dct:relation <y> .`), [], type);
  });

  it('refuses statements about terms of the ontology', async () => {
    await refuses(
      'eucaim:IMG1000026 skos:prefLabel "Injected" .',
      /a term of the ontology, a vocabulary or a code system/,
    );
    await refuses(
      `${dataset}<dataset/1> dct:subject eucaim:hasBirthSex . eucaim:hasBirthSex skos:note "x" .`,
      /a term/,
    );
  });

  it('refuses statements about vocabularies and code systems, described here or not', async () => {
    const terms = ['eucaim:IMG99', 'mer:new', 'dcat:Dataset', '<http://www.w3.org/2002/07/owl#Class>'];
    for (const term of [...terms, '<http://snomed.info/id/1>']) {
      await refuses(
        `${dataset}${term} a skos:Concept ; skos:prefLabel "x" .`,
        /a vocabulary or a code system/,
      );
    }
  });

  it('refuses the words that only the ontology uses', async () => {
    await refuses(`${dataset}<dataset/1> mer:searchEquivalent <dataset/2> .`, /which only the ontology uses/);
    await refuses(`${dataset}<dataset/1> a mer:Attribute .`, /which only the ontology uses/);
  });

  it('refuses records of people in other vocabularies, and takes contacts', async () => {
    for (const type of ['<http://schema.org/Patient>', '<http://hl7.org/fhir/Patient>']) {
      await refuses(`${dataset}<dataset/1> dct:relation <x> . <x> a ${type} .`, /thing about patients/);
    }
    for (const name of ['<http://schema.org/birthDate>', 'foaf:birthday', 'vcard:bday']) {
      await refuses(`${dataset}<dataset/1> dct:relation <x> . <x> ${name} "1950-01-01" .`, /personal/);
    }
    await refuses(`${dataset}<dataset/1> <http://hl7.org/fhir/Patient.birthDate> "x" .`, /personal/);
    const contacts = `${dataset}<dataset/1> dcat:contactPoint <c> ; dct:creator <p> .
      <dataset/1> dct:conformsTo <http://hl7.org/fhir/R4> .
      <c> a vcard:Individual ; vcard:fn "A" ; vcard:hasEmail <mailto:a@example.org> . <p> a foaf:Person ; foaf:name "B" .`;
    assert.deepEqual(await check(contacts), []);
  });

  it('refuses what only a type leads to', async () => {
    await refuses(`<dataset/1> a dcat:Dataset , <class> . <class> dct:title "x" .`, /belongs to no dataset/);
  });

  it('refuses statements about other providers, their things and addresses of the node', async () => {
    await refuses(`<${base}/id/south> foaf:name "Injected" .`, /namespace of another provider/);
    await refuses(`<${base}/id/south/dataset/1> a dcat:Dataset .`, /namespace of another provider/);
    await refuses(`<${base}/id/north-2/dataset/1> a dcat:Dataset .`, /namespace of another provider/);
    for (const path of ['', '/', '/catalog', '/graph/ontology', '/datasets/1', '#me', '?x']) {
      await refuses(`<${base}${path}> a dcat:Catalog .`, /an address of this node/);
    }
  });

  it('takes statements about the provider itself, and about nodes whose address begins alike', async () => {
    assert.deepEqual(await check(`<${base}/id/north> foaf:page <http://example.org/north> .`), []);
    assert.deepEqual(await check(`<${base}1/catalog> a dcat:Catalog .`), []);
  });
});

describe('checkPlanes of catalogues that have to go through', () => {
  const node = 'http://node.example.org';
  const nothing = (): undefined => undefined;

  it('takes the samples of all sources', async () => {
    const files = globSync(join(root, 'mappings', 'sources', '*', 'sample', 'expected.nq'));
    assert.ok(files.length >= 4);
    for (const file of files) {
      const { quads } = await parseRdf(readFileSync(file), {
        mediaType: 'application/n-quads',
        baseIri: node,
      });
      const planes = {
        catalogue: quads.filter(({ graph }) => graph.equals(mer.CataloguePlane)),
        record: quads.filter(({ graph }) => graph.equals(mer.RecordPlane)),
      };
      const request = { base: node, provider: { id: 'sample', title: 'Sample' } };
      assert.deepEqual(checkPlanes(planes, request, rules, nothing), [], file);
    }
  });

  it('takes the published examples of DCAT profiles', { skip: skipUnless('profiles') }, async () => {
    const files = globSync('**/*{example,testdata}*/**/*.ttl', { cwd: shared('profiles') ?? '' });
    let read = 0;
    for (const file of files) {
      const input = readFileSync(join(shared('profiles') ?? '', file));
      const baseIri = `${node}/id/north/`;
      try {
        const { quads } = await parseRdf(input, { mediaType: 'text/turtle', baseIri, file });
        const catalogue = skolemize(quads, `${baseIri}node/`).quads;
        const request = { base: node, provider: { id: 'north', title: 'North' } };
        assert.deepEqual(checkPlanes({ catalogue, record: [] }, request, rules, nothing), [], file);
        read++;
      } catch (error) {
        // Some are published with mistakes of syntax.
        if (!(error instanceof MeridianError && error.code === 'syntax-error')) throw error;
      }
    }
    assert.ok(read > 30, `${read} of ${files.length}`);
  });
});
