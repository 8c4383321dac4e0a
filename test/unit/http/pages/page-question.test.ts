import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Filter, SearchQuestion } from '../../../../server/catalogue/catalogue.ts';
import { questionToParams } from '../../../../server/catalogue/question-to-params.ts';
import { readPageQuestion } from '../../../../server/http/pages/page-question.ts';
import { toggleValue, withoutFilter } from '../../../../server/http/pages/question-changes.ts';
import { sampleOntology } from '../../../support/sample-ontology.ts';

const ontology = sampleOntology();
const read = (query: string) => readPageQuestion(new URLSearchParams(query), ontology);

const codes = ['EUCAIM:BP1000173', 'EUCAIM:BP1000105', 'EUCAIM:BP1000021', 'unknown'];
const valueFilter = fc
  .tuple(fc.subarray(codes), fc.subarray(['EUCAIM:BP1000136', 'EUCAIM:BP1000113']))
  .filter(([values, excluded]) => values.length + excluded.length > 0)
  .map(([values, excluded]): Filter => ({
    attribute: 'bodyPart',
    values: values.toSorted(),
    excluded: excluded.toSorted(),
  }));
const end = fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined });
const rangeFilter = fc
  .tuple(end, end, fc.boolean())
  .filter(([from, to, unknown]) => from !== undefined || to !== undefined || unknown)
  .filter(([from, to]) => (from ?? 0) <= (to ?? 120))
  .map(([from, to, unknown]): Filter => {
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return {
      attribute: 'ageAtDiagnosis',
      values: unknown ? ['unknown'] : [],
      excluded: [],
      ...(from === undefined && to === undefined ? {} : { range }),
    };
  });
const question = fc.record(
  {
    text: fc.string().map((text) => text.trim()),
    filters: fc
      .tuple(fc.option(valueFilter, { nil: undefined }), fc.option(rangeFilter, { nil: undefined }))
      .map((filters) => filters.filter((filter) => filter !== undefined)),
    language: fc.constant('en'),
    limit: fc.integer({ min: 1, max: 200 }),
    offset: fc.nat({ max: 100_000 }),
  },
  { noNullPrototype: true },
);

describe('the question of a page', () => {
  it('reads back every question that addresses say', () => {
    fc.assert(
      fc.property(question, (asked: SearchQuestion) => {
        assert.deepEqual(readPageQuestion(questionToParams(asked), ontology), {
          question: asked,
          notUnderstood: [],
        });
      }),
    );
  });

  it('reads the fields of a form without script like the short form of a range', () => {
    assert.deepEqual(
      read('ageAtDiagnosis.from=45&ageAtDiagnosis.to=75&ageAtDiagnosis=unknown&q=').question,
      read('ageAtDiagnosis=45..75,unknown').question,
    );
  });

  it('takes repeated values and values in a list alike, once each', () => {
    assert.deepEqual(
      read('sex=EUCAIM:COM1001370&sex=EUCAIM:COM1001366&sex=EUCAIM:COM1001366').question,
      read('sex=EUCAIM:COM1001370,EUCAIM:COM1001366').question,
    );
  });

  it('names what it does not understand, and asks the rest', () => {
    const { question: asked, notUnderstood } = read(
      'foo=1&bodyPart=EUCAIM:NONE&ageAtDiagnosis=old&sex.from=1&provider=north',
    );
    assert.deepEqual(notUnderstood, [
      { name: 'foo', value: '1' },
      { name: 'bodyPart', value: 'EUCAIM:NONE' },
      { name: 'ageAtDiagnosis', value: 'old' },
      { name: 'sex.from', value: '1' },
    ]);
    assert.deepEqual(asked.filters, [{ attribute: 'provider', values: ['north'], excluded: [] }]);
  });

  it('bounds the number of rows', () => {
    assert.equal(read('limit=200').question.limit, 200);
    assert.deepEqual(read('limit=5000').notUnderstood, [{ name: 'limit', value: '5000' }]);
    assert.equal(read('limit=-1&offset=x').question.limit, 20);
  });

  it('chooses a value, takes it back, and drops a filter that says nothing any more', () => {
    const chosen = toggleValue(read('offset=50').question, 'bodyPart', 'EUCAIM:BP1000021');
    assert.deepEqual(chosen.filters, [{ attribute: 'bodyPart', values: ['EUCAIM:BP1000021'], excluded: [] }]);
    assert.equal(chosen.offset, 0);
    assert.deepEqual(toggleValue(chosen, 'bodyPart', 'EUCAIM:BP1000021').filters, []);
    const both = read('ageAtDiagnosis=45..,unknown').question;
    assert.deepEqual(toggleValue(both, 'ageAtDiagnosis', 'unknown').filters[0]?.range, { from: 45 });
    assert.deepEqual(withoutFilter(both, 'ageAtDiagnosis').filters, []);
  });
});
