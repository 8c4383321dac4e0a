import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { mer, scheme } from '../../../server/rdf/vocabulary.ts';

const root = join(import.meta.dirname, '../../..');
const ontology = await loadOntology({
  ontologyFolder: join(root, 'ontology'),
  sssomFolder: join(root, 'mappings/sssom'),
});
const told = ontology.quads.filter(({ predicate }) => predicate.equals(mer.unit));

describe('the units in which properties and attributes tell numbers', () => {
  it('are units of the vocabulary, by their code of UCUM', () => {
    assert.ok(told.length > 80);
    const unknown = told.filter(({ object }) => {
      const resolution = ontology.resolve(`UCUM:${object.value}`);
      return resolution.state !== 'found' || resolution.concept.scheme.value !== `${scheme.namespace}unit`;
    });
    assert.deepEqual(
      unknown.map(({ subject, object }) => `${subject.value} ${object.value}`),
      [],
    );
  });
});
