import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDefinition } from '../../../server/cohort/parse-definition.ts';
import { MeridianError } from '../../../server/errors.ts';
import { smallOntology } from '../../support/small-ontology.ts';

const ontology = smallOntology();
const leaf = { attribute: 'modality', in: ['EUCAIM:CT'] };

function nested(depth: number): unknown {
  let where: unknown = leaf;
  for (let level = 1; level < depth; level++) where = { not: where };
  return { count: 'patient', where };
}

describe('parseDefinition', () => {
  for (const definition of [
    { count: 'patient', where: leaf },
    {
      title: 'All',
      release: '2026.1',
      count: 'series',
      where: { all: [leaf, { any: [leaf] }, { not: leaf }] },
    },
    { count: 'study', where: { same: 'study', where: leaf } },
    { count: 'patient', where: { attribute: 'ageAtDiagnosis', from: 45, unit: 'a' } },
    { count: 'patient', where: { attribute: 'modality', in: ['EUCAIM:ZZZ'] } },
    { count: 'patient', where: { attribute: 'collectionMethod', in: ['EUCAIM:COHORT'] } },
    nested(20),
  ]) {
    it(`takes ${JSON.stringify(definition).slice(0, 70)}`, () => {
      assert.deepEqual(parseDefinition(definition, ontology), definition);
    });
  }

  for (const [definition, code, pointer, message] of [
    [{ where: leaf }, 'bad-definition', '', /"count" is missing/],
    [
      { count: 'patient', where: leaf, release: '1999.1' },
      'other-release',
      '/release',
      /written for ontology release 1999\.1; this node answers in 2026\.1/,
    ],
    [{ count: 'people', where: leaf }, 'bad-definition', '/count', /one of patient, study, series, dataset/],
    [{ count: 'patient', where: {} }, 'bad-definition', '/where', /exactly one of all, any, not/],
    [{ count: 'patient', where: { ...leaf, all: [] } }, 'bad-definition', '/where', /exactly one of/],
    [{ count: 'patient', where: { all: [] } }, 'bad-definition', '/where/all', /too short/],
    [{ count: 'patient', where: { all: [leaf, 'x'] } }, 'bad-definition', '/where/all/1', /it is an object/],
    [
      { count: 'patient', where: { ...leaf, colour: 1 } },
      'bad-definition',
      '/where',
      /"colour" does not belong here/,
    ],
    [
      { count: 'patient', where: { attribute: 'modality' } },
      'bad-definition',
      '/where',
      /"in", or "from" or "to"/,
    ],
    [
      { count: 'patient', where: { all: [leaf, { attribute: 'modalty', in: ['EUCAIM:CT'] }] } },
      'bad-definition',
      '/where/all/1/attribute',
      /no attribute "modalty"/,
    ],
    [
      { count: 'patient', where: { attribute: 'modality', from: 1 } },
      'bad-definition',
      '/where',
      /are codes/,
    ],
    [
      { count: 'patient', where: { attribute: 'ageAtDiagnosis', in: ['EUCAIM:CT'] } },
      'bad-definition',
      '/where',
      /is a number/,
    ],
    [
      { count: 'patient', where: { attribute: 'ageAtDiagnosis', from: 2, to: 1 } },
      'bad-definition',
      '/where',
      /ends before it begins/,
    ],
    [
      { count: 'patient', where: { attribute: 'ageAtDiagnosis', from: 2, unit: 'kg' } },
      'bad-definition',
      '/where/unit',
      /no unit/,
    ],
    [
      { count: 'patient', where: { attribute: 'sex', in: ['EUCAIM:CT'] } },
      'bad-definition',
      '/where/in/0',
      /no value of "sex"/,
    ],
    [
      { count: 'patient', where: { attribute: 'modality', in: ['EUCAIM:CT', 'c t'] } },
      'unknown-concept',
      '/where/in/1',
      /"c t" is no code/,
    ],
    [
      { count: 'patient', where: { ...leaf, except: ['?'] } },
      'unknown-concept',
      '/where/except/0',
      /no code/,
    ],
    [{ count: 'dataset', where: leaf }, 'unsupported-query', '/count', /Counting datasets/],
    [{ count: 'patient', where: leaf, breakdown: ['sex'] }, 'unsupported-query', '/breakdown', /breakdown/],
    [
      { count: 'patient', where: { same: 'episode', where: leaf } },
      'unsupported-query',
      '/where/same',
      /episode/,
    ],
    [
      { count: 'patient', where: { any: [leaf, { event: 'surgery' }] } },
      'unsupported-query',
      '/where/any/1',
      /event/,
    ],
    [nested(21), 'bad-definition', `/where${'/not'.repeat(20)}`, /more than 20 deep/],
    ['not an object', 'bad-definition', '', /it is an object/],
  ] as const) {
    it(`refuses ${JSON.stringify(definition).slice(0, 90)}`, () => {
      assert.throws(
        () => parseDefinition(definition, ontology),
        (error) => {
          assert.ok(error instanceof MeridianError);
          assert.equal(error.code, code);
          assert.equal(error.place?.pointer, pointer);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it('names the attribute that was probably meant', () => {
    assert.throws(
      () =>
        parseDefinition({ count: 'patient', where: { attribute: 'modalty', in: ['EUCAIM:CT'] } }, ontology),
      (error) => error instanceof MeridianError && error.advice === 'Near it: modality.',
    );
  });

  it('refuses conditions that stand so deep that a recursive check would fail', () => {
    assert.throws(
      () => parseDefinition(nested(50_000), ontology),
      (error) => error instanceof MeridianError && error.message.includes('more than 20 deep'),
    );
  });

  it('refuses more than 200 leaves, wherever they stand', () => {
    const groups = Array.from({ length: 3 }, () => ({ any: Array.from({ length: 70 }, () => leaf) }));
    assert.throws(
      () => parseDefinition({ count: 'patient', where: { all: groups } }, ontology),
      (error) => error instanceof MeridianError && error.message.includes('more than 200 leaves'),
    );
  });
});
