import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { recordTerms } from '../../../server/ontology/record-terms.ts';
import { namedNode, quad, type NamedNode } from '../../../server/rdf/terms.ts';
import { dcat, eucaim, mer, owl, rdf, rdfs, recordClasses } from '../../../server/rdf/vocabulary.ts';

const root = join(import.meta.dirname, '../../..');
const ontology = await loadOntology({
  ontologyFolder: join(root, 'ontology'),
  sssomFolder: join(root, 'mappings/sssom'),
});
const terms = recordTerms(ontology.quads);
const namesOf = (names: readonly string[]): string[] => names.map((name) => eucaim.namespace + name);

describe('the terms of the record plane', () => {
  it('are its classes and what stands below them: markers, operations, examinations, episodes', () => {
    for (const { value } of Object.values(recordClasses)) assert.ok(terms.has(value), value);
    for (const iri of namesOf(['CLIN1033410', 'CLIN1045815', 'CLIN1016442', 'IMG1000022', 'GEN1000008']))
      assert.ok(terms.has(iri), iri);
  });

  it('are the properties that only records have', () => {
    const names = ['hasSubject', 'inheresIn', 'Composed_Of', 'hasTumorMarkerTest', 'TumorMarkerTestValue'];
    for (const iri of [...namesOf(names), mer.assertedDate.value, mer.yearOfDiagnosis.value])
      assert.ok(terms.has(iri), iri);
  });

  it('are the properties of restrictions that tell of a disease, a finding or a procedure', () => {
    const names = ['hasHistology', 'hasHistologyICDO', 'hasTopographyICDO', 'hasFindingSite', 'hasBodySite'];
    names.push('hasFindingSite(metastasized)', 'hasAssociatedMorphology', 'ComorbidityAssociatedWith');
    names.push('Has_staging', 'Treats', 'SurgicallyTreats', 'diagnosedWith', 'hasUndergone', 'Has_condition');
    for (const iri of [...namesOf(names), eucaim.namespace + 'hasStageValue'])
      assert.equal(terms.get(iri), 'property', iri);
  });

  it('are told apart: classes, those that are concepts of a vocabulary too, and properties', () => {
    assert.equal(terms.get(recordClasses.patient.value), 'class');
    for (const iri of namesOf(['CLIN1000075', 'IMG1000022'])) assert.equal(terms.get(iri), 'concept', iri);
    assert.equal(terms.get(eucaim.hasSubject.value), 'property');
  });

  it('are properties with a union of record classes as their domain, and not with one of others too', () => {
    const node = (name: string) => namedNode(`http://example.org/${name}`);
    const union = (name: string, ...members: NamedNode[]) => [
      quad(node(name), rdfs.domain, node(`${name}/union`)),
      quad(node(`${name}/union`), owl.unionOf, node(`${name}/0`)),
      ...members.flatMap((member, at) => [
        quad(node(`${name}/${at}`), rdf.first, member),
        quad(node(`${name}/${at}`), rdf.rest, at + 1 < members.length ? node(`${name}/${at + 1}`) : rdf.nil),
      ]),
    ];
    const { patient, condition } = recordClasses;
    const found = recordTerms([
      ...union('records', patient, condition),
      ...union('others', patient, dcat.Dataset),
      ...union('broken'),
    ]);
    assert.deepEqual(
      ['records', 'others', 'broken'].map((name) => found.has(node(name).value)),
      [true, false, false],
    );
  });

  it('are none of those that catalogues use for their datasets', () => {
    for (const { name, catalogue } of ontology.attributes) {
      const steps = [catalogue?.path, catalogue?.lowerPath, catalogue?.upperPath].flatMap(
        (path) => path ?? [],
      );
      for (const { property } of steps) assert.ok(!terms.has(property.value), name);
    }
    for (const name of ['hasAnnotationLabel', 'hasAlgorithmType', 'nbrOfSegmentations'])
      assert.ok(!terms.has(eucaim.namespace + name), name);
  });

  it('end where classes stand in a circle', () => {
    const [one, two] = [namedNode('http://example.org/1'), namedNode('http://example.org/2')];
    const found = recordTerms([
      quad(one, rdfs.subClassOf, recordClasses.patient),
      quad(two, rdfs.subClassOf, one),
      quad(one, rdfs.subClassOf, two),
    ]);
    assert.ok(found.has(one.value) && found.has(two.value));
  });
});
