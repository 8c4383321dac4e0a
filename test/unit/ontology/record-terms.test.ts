import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { recordTerms } from '../../../server/ontology/record-terms.ts';
import { namedNode, quad } from '../../../server/rdf/terms.ts';
import { eucaim, mer, rdfs, recordClasses } from '../../../server/rdf/vocabulary.ts';

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
