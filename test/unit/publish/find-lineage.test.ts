import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Lineage } from '../../../server/lift/lifter.ts';
import { findLineage } from '../../../server/publish/find-lineage.ts';
import { lineageToJson } from '../../../server/publish/lineage-json.ts';
import { lineageFromJson } from '../../support/lineage-from-json.ts';

const lineage: Lineage = {
  origins: new Map([
    ['urn:patient:1', [{ file: 'PERSON.csv', row: 1, map: 'patient' }]],
    ['urn:patient:11', [{ file: 'PERSON.csv', row: 2, map: 'patient' }]],
    [
      'urn:"quoted"\n',
      [
        { file: 'a.csv', row: 3, map: 'patient' },
        { file: 'b.json', pointer: '/0', map: 'other' },
      ],
    ],
  ]),
  rules: [
    { map: 'patient', predicate: 'urn:sex', references: ['gender_concept_id'] },
    { map: 'other', predicate: 'urn:age', references: ['age'] },
  ],
};

describe('findLineage', () => {
  it('names the record and the columns of a subject', () => {
    assert.deepEqual(findLineage(lineageToJson(lineage), 'urn:patient:1'), [
      {
        file: 'PERSON.csv',
        row: 1,
        map: 'patient',
        rules: [{ predicate: 'urn:sex', references: ['gender_concept_id'] }],
      },
    ]);
  });

  it('tells all records of a subject, the last one in the file too', () => {
    const found = findLineage(lineageToJson(lineage), 'urn:"quoted"\n');
    assert.deepEqual(
      found.map(({ file, rules }) => [file, rules[0]?.predicate]),
      [
        ['a.csv', 'urn:sex'],
        ['b.json', 'urn:age'],
      ],
    );
  });

  it('finds nothing for a subject that is not there', () => {
    assert.deepEqual(findLineage(lineageToJson(lineage), 'urn:patient'), []);
    assert.deepEqual(findLineage(lineageToJson({ origins: new Map(), rules: [] }), 'urn:patient:1'), []);
  });

  it('reads back all that was written', () => {
    assert.deepEqual(lineageFromJson(lineageToJson(lineage)), lineage);
  });

  it('finds one of 100,000 subjects in a few milliseconds', () => {
    const many = new Map(
      Array.from({ length: 100_000 }, (_, i) => [
        `urn:patient:${i}`,
        [{ file: 'PERSON.csv', row: i, map: 'patient' }],
      ]),
    );
    const json = lineageToJson({ origins: many, rules: lineage.rules });
    const [found] = findLineage(json, 'urn:patient:99999');
    assert.equal(found?.row, 99_999);
  });
});
