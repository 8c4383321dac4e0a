import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MappedConcepts } from '../../../server/lift/concept-finder.ts';
import { namedNode } from '../../../server/rdf/terms.ts';
import { mer, skos } from '../../../server/rdf/vocabulary.ts';
import { liftAttributes, liftDependencies, row } from '../../support/lift-fixtures.ts';

const female = 'http://example.org/concept/female';
const male = 'http://example.org/concept/male';
const sets = new Map([
  [
    'one',
    {
      rows: [
        row('Weiblich', 'EX:female'),
        row('divers', undefined),
        row('both', 'EX:female'),
        row('both', 'EX:male'),
        row('wrong scheme', 'MR'),
        row('dead', 'EX:gone'),
        row('not', 'EX:male', { negated: true }),
        row('wider', 'EX:male', { predicateIri: skos.broadMatch.value }),
        row('narrower', 'EX:male', { predicateIri: skos.narrowMatch.value }),
        row('', 'EX:male', {
          literal: false,
          subjectId: 'OMOP:8507',
          subjectIri: 'http://example.org/omop/8507',
        }),
      ],
    },
  ],
  ['two', { rows: [row('weiblich', 'EX:male'), row('m', 'EX:male')] }],
]);
const concepts = new MappedConcepts(liftAttributes, liftDependencies.ontology, sets);
const find = (value: string, ...names: string[]): readonly string[] => concepts.find(value, 'sex', names);

describe('MappedConcepts', () => {
  it('finds words in any case and spacing, by the sets in their order', () => {
    assert.deepEqual(find('  WEIBLICH ', 'one', 'two'), [female]);
    assert.deepEqual(find('weiblich', 'two', 'one'), [male]);
    assert.deepEqual(find('m', 'one', 'two'), [male]);
  });

  it('finds codes as written in the set and as IRIs, then by the code systems', () => {
    assert.deepEqual(find('OMOP:8507', 'one'), [male]);
    assert.deepEqual(find('http://example.org/omop/8507', 'one'), [male]);
    assert.deepEqual(find('EX:female'), [female]);
  });

  it('takes several rows as several values', () => {
    assert.deepEqual(find('both', 'one'), [female, male]);
  });

  it('knows what is reviewed and outside the scheme', () => {
    assert.deepEqual(find('divers', 'one'), [mer.NotInScheme.value]);
  });

  it('lifts to the same or wider, never to narrower, denied, dead or foreign concepts', () => {
    assert.deepEqual(find('wider', 'one'), [male]);
    for (const value of ['narrower', 'not', 'dead', 'wrong scheme', 'CT'])
      assert.deepEqual(find(value, 'one'), [], value);
  });

  it('refuses unknown attributes and sets', () => {
    assert.throws(() => concepts.find('x', 'shoe size', []), { code: 'bad-mapping' });
    assert.throws(
      () => {
        concepts.checkSet('three');
      },
      { code: 'bad-mapping' },
    );
  });

  it('reads a code without a concept of its own as its category, where the ontology names one', () => {
    const concept = { iri: namedNode(female), scheme: namedNode('http://example.org/scheme/sex') };
    const wider = new MappedConcepts(
      [{ iri: namedNode('http://example.org/attribute/sex'), name: 'sex', scheme: concept.scheme }],
      { resolve: (code) => ({ state: 'unknown', ...(code === 'EX:1.2' ? { broader: concept } : {}) }) },
      new Map(),
    );
    assert.deepEqual(wider.find('EX:1.2', 'sex', []), [female]);
    assert.deepEqual(wider.find('EX:1', 'sex', []), []);
  });
});
