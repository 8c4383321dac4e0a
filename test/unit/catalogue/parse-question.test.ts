import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuestion } from '../../../server/catalogue/parse-question.ts';
import { MeridianError } from '../../../server/errors.ts';
import { smallAttributes } from '../../support/small-ontology.ts';

const parse = (query: string): ReturnType<typeof parseQuestion> =>
  parseQuestion(new URLSearchParams(query), { attributes: smallAttributes, ignored: ['theme'] });

describe('parseQuestion', () => {
  it('reads values, exclusions, ranges and the frame of the answer', () => {
    assert.deepEqual(
      parse(
        'q=liver&modality=EUCAIM:CT&modality=MR,-EUCAIM:DX&ageAtDiagnosis=45..75,unknown&lang=de&limit=5&offset=10&theme=dark&v=1',
      ),
      {
        text: 'liver',
        filters: [
          { attribute: 'modality', values: ['EUCAIM:CT', 'MR'], excluded: ['EUCAIM:DX'] },
          { attribute: 'ageAtDiagnosis', values: ['unknown'], excluded: [], range: { from: 45, to: 75 } },
        ],
        language: 'de',
        limit: 5,
        offset: 10,
      },
    );
  });

  for (const [query, from, to] of [
    ['ageAtDiagnosis=45..', 45, undefined],
    ['ageAtDiagnosis=..75.5', undefined, 75.5],
    ['ageAtDiagnosis=60', 60, 60],
  ] as const) {
    it(`reads ${query}`, () => {
      const range = parse(query).filters[0]?.range;
      assert.deepEqual([range?.from, range?.to], [from, to]);
    });
  }

  it('reads an empty field as no filter', () => {
    assert.deepEqual(parse('modality=&q=').filters, []);
  });

  for (const query of [
    'colour=RED',
    'ageAtDiagnosis=45..60&ageAtDiagnosis=70..80',
    'ageAtDiagnosis=75..45',
    'ageAtDiagnosis=4x5',
    'ageAtDiagnosis=..',
    'limit=201',
    'limit=-1',
    'offset=many',
  ]) {
    it(`refuses ${query}`, () => {
      assert.throws(
        () => parse(query),
        (error) => error instanceof MeridianError && error.code === 'bad-request',
      );
    });
  }
});
