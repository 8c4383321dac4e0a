import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matchesFile } from '../../../../server/lift/sources/source-files.ts';

describe('matchesFile', () => {
  const yes: readonly (readonly [string, string])[] = [
    ['PERSON.csv', 'omop/person.csv'],
    ['*.csv', 'deep/er/x.CSV'],
    ['omop/*.csv', 'omop/x.csv'],
    ['dicom/**', 'dicom/a/b/c'],
    ['**', 'a/b'],
    ['a+b(1).csv', 'a+b(1).csv'],
    ['./x.csv', 'x.csv'],
  ];
  const no: readonly (readonly [string, string])[] = [
    ['PERSON.csv', 'omop/person2.csv'],
    ['omop/*.csv', 'omop/a/x.csv'],
    ['*.csv', 'x.csv.gz'],
    ['a.csv', 'abcsv'],
  ];
  it('compares names without case, and paths where the pattern has a slash', () => {
    for (const [pattern, path] of yes) assert.ok(matchesFile(pattern, path), `${pattern} ${path}`);
    for (const [pattern, path] of no) assert.ok(!matchesFile(pattern, path), `${pattern} ${path}`);
  });
});
