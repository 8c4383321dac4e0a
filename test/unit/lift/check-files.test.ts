import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../server/lift/check-files.ts';
import type { SourceFile } from '../../../server/lift/lifter.ts';
import type { RegisteredSource } from '../../../server/lift/source-registry.ts';
import { TableFinder } from '../../../server/lift/sources/table-finder.ts';
import { sourceFile } from '../../support/lift-fixtures.ts';
import { writeWorkbook } from '../../support/write-workbook.ts';

const settings = {
  title: 'Tables',
  description: 'Tables of a clinic',
  tables: ['PERSON', 'VISIT'],
  ignored: ['CONCEPT.*'],
  required: ['PERSON'],
};
const source: RegisteredSource = {
  ...settings,
  name: 'clinic',
  files: ['legend.json'],
  settings: { ...settings, files: ['legend.json'] },
  mapping: undefined,
};

/** What is said of a delivery: failures with their places, and notes. */
async function check(...files: SourceFile[]): Promise<string[]> {
  await using tables = new TableFinder(files, { encoding: 'utf-8', delimiter: ',', decimal: '.' });
  const { failures, notes } = await checkFiles(source, files, tables);
  return [
    ...failures.map(({ message, place }) => `${place?.file ?? place?.table ?? ''}: ${message}`),
    ...notes.map(({ message, place }) => `${place.file ?? ''}: ${message}`),
  ];
}

const csv = (path: string): SourceFile => sourceFile(path, 'id\n1\n');
const workbook = (path: string, ...sheets: string[]): SourceFile =>
  sourceFile(path, writeWorkbook(Object.fromEntries(sheets.map((name) => [name, [['id'], [1]]]))));

describe('checkFiles', () => {
  it('takes a table in any form, in any case, and files by their patterns', async () => {
    assert.deepEqual(await check(csv('a/person.tsv.gz'), csv('VISIT.parquet'), csv('legend.json')), []);
    assert.deepEqual(await check(workbook('all.xlsx', 'Person', 'Visit', 'Notes')), []);
  });

  it('fails without a required table', async () => {
    assert.deepEqual(await check(csv('VISIT.csv')), ['PERSON: The delivery lacks the table PERSON.']);
    assert.deepEqual(await check(workbook('all.xlsx', 'Visit')), [
      'PERSON: The delivery lacks the table PERSON.',
    ]);
  });

  it('fails where a table is there twice, and names both holders', async () => {
    assert.deepEqual(await check(csv('PERSON.csv'), workbook('all.xlsx', 'PERSON', 'Other')), [
      'PERSON.csv: The table PERSON is there twice: PERSON.csv, all.xlsx (PERSON).',
    ]);
  });

  it('fails for a file that holds no table that is asked for, unless it is left out on purpose', async () => {
    assert.deepEqual(await check(csv('PERSON.csv'), workbook('PERSONEN.xlsx', 'Tabelle1')), [
      'PERSONEN.xlsx: The source "clinic" does not read this file.',
    ]);
    assert.deepEqual(await check(csv('PERSON.csv'), csv('CONCEPT.csv')), [
      'CONCEPT.csv: The source "clinic" does not read this file; it was left out.',
    ]);
  });

  it('says why a database or workbook cannot be opened', async () => {
    assert.deepEqual(await check(csv('PERSON.csv'), sourceFile('omop.db', 'no database')), [
      'omop.db: The file is neither a DuckDB nor a SQLite database.',
    ]);
  });
});
