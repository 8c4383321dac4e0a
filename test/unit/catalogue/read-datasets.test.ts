import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDatasets } from '../../../server/catalogue/read-datasets.ts';
import type { Attribute } from '../../../server/ontology/attribute.ts';
import { literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, eucaim, healthdcatap, rdf, xsd } from '../../../server/rdf/vocabulary.ts';
import { smallAttributes, smallOntology } from '../../support/small-ontology.ts';

const ontology = smallOntology();
const dataset = namedNode('http://example.org/id/north/dataset/1');
const distribution = namedNode('http://example.org/id/north/distribution/1');
const ct = namedNode(`${eucaim.namespace}CT`);

function modalityBy(path: NonNullable<Attribute['catalogue']>['path']): readonly Attribute[] {
  return smallAttributes
    .filter((attribute) => attribute.name === 'modality')
    .map((attribute) => ({ ...attribute, catalogue: { level: 'dataset', path } }));
}

describe('readDatasets', () => {
  it('follows a sequence path', () => {
    const attributes = modalityBy([
      { property: dcat.distribution, inverse: false },
      { property: dct.type, inverse: false },
    ]);
    const [record] = readDatasets(
      'north',
      [
        quad(dataset, rdf.type, dcat.Dataset),
        quad(dataset, dcat.distribution, distribution),
        quad(distribution, dct.type, ct),
      ],
      { ...ontology, attributes },
    );
    assert.deepEqual([...(record?.values.get('modality') ?? [])], [ct.value]);
  });

  it('follows an inverse path', () => {
    const [record] = readDatasets(
      'north',
      [quad(dataset, rdf.type, dcat.Dataset), quad(ct, dct.isPartOf, dataset)],
      { ...ontology, attributes: modalityBy([{ property: dct.isPartOf, inverse: true }]) },
    );
    assert.deepEqual([...(record?.values.get('modality') ?? [])], [ct.value]);
  });

  it('reads foreign codes as their concept, years and counts as numbers, and rights by their last word', () => {
    const [record] = readDatasets(
      'north',
      [
        quad(dataset, rdf.type, dcat.Dataset),
        quad(dataset, eucaim.hasImageModality, namedNode('http://snomed.info/id/CT')),
        quad(dataset, healthdcatap.minTypicalAge, literal('2011Z', xsd.gYear)),
        quad(dataset, healthdcatap.maxTypicalAge, literal('not a number')),
        quad(dataset, healthdcatap.numberOfUniqueIndividuals, literal('12', xsd.nonNegativeInteger)),
        quad(dataset, dct.accessRights, namedNode('http://example.org/access-right/RESTRICTED')),
      ],
      ontology,
    );
    assert.deepEqual([...(record?.values.get('modality') ?? [])], [ct.value]);
    assert.deepEqual(record?.ranges.get('ageAtDiagnosis'), { low: 2011 });
    assert.equal(record.patients, 12);
    assert.equal(record.accessRights, 'RESTRICTED');
  });
});
