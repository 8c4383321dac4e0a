import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SubjectLineage } from '../../../server/publish/submission.ts';
import { traceSubject } from '../../../server/publish/trace-subject.ts';
import { bytes } from './small-data.ts';

const said = (...objects: string[]): Uint8Array =>
  bytes(objects.map((each) => `<urn:s> ${each} .\n`).join(''));

const mapping = { source: 'omop', file: 'sources/omop/mapping.rml.ttl', version: '0123456789abcdef' };
const lineage: SubjectLineage = {
  origins: [
    { file: 'PERSON.csv', row: 3, map: 'persons', source: 'omop' },
    { file: 'DEATH.csv', row: 9, map: 'persons', source: 'omop' },
    { file: 'a.dcm', map: 'series', source: 'dicom' },
    { file: 'a.json', pointer: '/4', map: 'objects', source: 'dicom' },
    { file: 'a.ttl', line: 7, map: 'kept', source: 'dcat', byPredicate: { 'urn:title': { line: 9 } } },
  ],
  rules: [
    {
      map: 'persons',
      source: 'omop',
      predicate: 'urn:sex',
      references: ['gender_concept_id'],
      expressions: ['concept(gender)'],
    },
    { map: 'persons', source: 'omop', predicate: 'urn:died', references: ['death_date'], from: 'DEATH.csv' },
    { map: 'persons', source: 'omop', predicate: 'urn:type', references: [] },
    { map: 'persons', source: 'other', predicate: 'urn:sex', references: ['not this one'] },
    { map: 'series', source: 'dicom', predicate: 'urn:modality', references: ['(0008,0060)'] },
    { map: 'objects', source: 'dicom', predicate: 'urn:part', references: ['$.part'] },
  ],
  mappings: [mapping],
  catalogue: said('<urn:title> "T"@en', '<urn:note> "N"'),
  record: said(
    '<urn:sex> <urn:f>',
    '<urn:sex> "f"',
    '<urn:died> "2020"',
    '<urn:modality> "MR"',
    '<urn:type> <urn:t>',
  ),
};

const cellsOf = (predicate: string) => traceSubject(lineage, { predicate })[0]?.cells;
const mapped = { source: 'omop', mapping: mapping.file, mappingVersion: mapping.version, map: 'persons' };

describe('traceSubject', () => {
  it('names file, row and column, the rule, and the mapping with its version', () => {
    assert.deepEqual(cellsOf('urn:sex'), [
      {
        file: 'PERSON.csv',
        row: 3,
        column: 'gender_concept_id',
        expressions: ['concept(gender)'],
        ...mapped,
      },
      { file: 'DEATH.csv', row: 9, column: 'gender_concept_id', expressions: ['concept(gender)'], ...mapped },
    ]);
    assert.deepEqual(cellsOf('urn:died'), [{ file: 'DEATH.csv', row: 9, column: 'death_date', ...mapped }]);
  });

  it('names the tag of DICOM, and the line of RDF that is kept', () => {
    assert.deepEqual(cellsOf('urn:modality'), [
      { file: 'a.dcm', tag: '(0008,0060)', map: 'series', source: 'dicom' },
    ]);
    const kept = { file: 'a.ttl', map: 'kept', source: 'dcat' };
    assert.deepEqual(cellsOf('urn:title'), [{ ...kept, line: 9 }]);
    assert.deepEqual(cellsOf('urn:note'), [{ ...kept, line: 7 }]);
  });

  it('names the records of a constant', () => {
    assert.deepEqual(
      cellsOf('urn:type')?.map(({ file, row, column }) => [file, row, column]),
      [
        ['PERSON.csv', 3, undefined],
        ['DEATH.csv', 9, undefined],
      ],
    );
  });

  it('takes an object as an IRI, as text and as a term', () => {
    const objects = (object: string) =>
      traceSubject(lineage, { object }).map((each) => `${each.plane} ${each.predicate} ${each.object}`);
    assert.deepEqual(objects('urn:f'), ['record urn:sex <urn:f>']);
    assert.deepEqual(objects('f'), ['record urn:sex "f"']);
    assert.deepEqual(objects('"T"@en'), ['catalogue urn:title "T"@en']);
    assert.deepEqual(objects('"T"'), []);
  });
});
