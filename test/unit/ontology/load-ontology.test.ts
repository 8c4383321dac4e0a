import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { repositoryOntology, ontologyFolder, sssomFolder } from '../../support/ontology.ts';

describe('the ontology of the repository', () => {
  it('declares its attributes in the order in which they are shown', async () => {
    const { attributes } = await repositoryOntology();
    assert.deepEqual(
      // What only lifting looks codes up for has no path, and is not shown.
      attributes
        .filter(({ catalogue, record }) => (catalogue ?? record) !== undefined)
        .map(({ name }) => name),
      [
        'provider',
        'bodyPart',
        'modality',
        'cancerType',
        'sex',
        'ageAtDiagnosis',
        'yearOfDiagnosis',
        'vendor',
        'collectionMethod',
        'datasetType',
        'accessType',
        'fieldStrength',
        'sliceThickness',
        'kvp',
        'repetitionTime',
        'echoTime',
      ],
    );
  });

  it('reads paths, ends of ranges, absence, unit and facet kind of an attribute', async () => {
    const ontology = await repositoryOntology();
    const access = ontology.attribute('accessType');
    assert.deepEqual(
      access?.catalogue?.path.map(({ property, inverse }) => [property.value, inverse]),
      [
        ['http://www.w3.org/ns/dcat#distribution', false],
        ['http://purl.org/dc/terms/rights', false],
      ],
    );
    const age = ontology.attribute('ageAtDiagnosis');
    assert.equal(age?.unit, 'a');
    assert.equal(age.facetKind, 'range');
    assert.equal(age.catalogue?.path.length, 0);
    assert.equal(age.catalogue.lowerPath?.length, 1);
    assert.equal(ontology.attribute('provider')?.closed, true);
    assert.equal(ontology.attribute('modality')?.closed, false);
    assert.equal(ontology.attribute('vendor')?.closed, false);
    assert.equal(ontology.attribute('modality')?.record?.level, 'series');
    assert.equal(ontology.attribute('__proto__'), undefined);
  });

  it('has an English label for every concept and a German one for sex, access and collection', async () => {
    const ontology = await repositoryOntology();
    for (const { name, scheme } of ontology.attributes) {
      if (scheme === undefined) continue;
      const concepts = ontology.conceptsOf(scheme.value);
      assert.ok(concepts.length > 0, name);
      assert.ok(concepts.every(({ labels }) => labels.has('en')));
      if (['sex', 'accessType', 'collectionMethod', 'datasetType'].includes(name)) {
        assert.ok(
          concepts.every(({ labels }) => labels.has('de')),
          name,
        );
      }
    }
  });

  it('knows where a concept is described', async () => {
    const place = (await repositoryOntology()).place('https://cancerimage.eu/ontology/EUCAIM#IMG1000042');
    assert.match(place?.file ?? '', /vocabularies\/modality\.ttl$/);
    assert.ok((place?.line ?? 0) > 1);
  });
});

describe('the hash of a release', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ontology-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const load = async (change: (copy: string) => void): Promise<string> => {
    const copy = join(folder, 'copy');
    cpSync(ontologyFolder, join(copy, 'ontology'), { recursive: true });
    cpSync(sssomFolder, join(copy, 'sssom'), { recursive: true });
    change(copy);
    const { hash } = await loadOntology({
      ontologyFolder: join(copy, 'ontology'),
      sssomFolder: join(copy, 'sssom'),
    });
    rmSync(copy, { recursive: true });
    return hash;
  };

  it('is the same for a copy of the folder', async () => {
    assert.equal(await load(() => undefined), (await repositoryOntology()).hash);
  });

  it('changes with a label and with a mapping row', async () => {
    const { hash } = await repositoryOntology();
    const label = await load((copy) => {
      appendFileSync(
        join(copy, 'ontology', 'vocabularies', 'sex.ttl'),
        'eucaim:COM1001366 skos:altLabel "another name"@en .\n',
      );
    });
    const row = await load((copy) => {
      appendFileSync(
        join(copy, 'sssom', 'eucaim-exactmatch-icd10.sssom.tsv'),
        'EUCAIM:CLIN1000075\tMalignant neoplasm of prostate\tskos:exactMatch\tICD10:Z99\tsemapv:X\t\n',
      );
    });
    assert.equal(new Set([hash, label, row]).size, 3);
  });

  it('is not reached where a file is no Turtle: the file and the line are named', async () => {
    await assert.rejects(
      load((copy) => {
        appendFileSync(join(copy, 'ontology', 'vocabularies', 'sex.ttl'), 'eucaim:X skos:prefLabel .\n');
      }),
      (error) =>
        error instanceof MeridianError &&
        error.code === 'bad-ontology' &&
        error.place?.file?.endsWith('sex.ttl') === true &&
        error.place.line !== undefined,
    );
    rmSync(join(folder, 'copy'), { recursive: true });
  });
});
