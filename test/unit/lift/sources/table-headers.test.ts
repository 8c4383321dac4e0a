import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../../server/errors.ts';
import { openSql } from '../../../../server/lift/sources/sql-source.ts';
import { columnsOf } from '../../../../server/lift/sources/table-records.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

const header = ['Patienten-Nr', 'Zqmeyer Anna', '9173555', ' Datum '];
const reading = {
  nulls: [],
  ignoreColumnCase: true,
  optionalColumns: ['patienten-nr'],
  failure: () => undefined,
};

function advice(columns: readonly string[]): string {
  try {
    columnsOf({ file: sourceFile('a.csv', '') }, columns, ['Alter', 'datum'], reading);
  } catch (error) {
    assert.ok(error instanceof MeridianError);
    return error.advice ?? '';
  }
  return assert.fail('a column is missing');
}

describe('what is said of a header', () => {
  it('names the columns that the source knows, and counts the others', () => {
    assert.match(advice(header), /^It has Patienten-Nr, +Datum *, and 2 other columns/);
    assert.match(advice(['Zqmeyer', '9173555']), /^None of the columns/);
  });

  it('holds for databases', async () => {
    const failures: MeridianError[] = [];
    const rows = { columns: header, rows: Readable.from([]) };
    const source = openSql(
      { table: 'x' },
      { name: 'database', rows: () => Promise.resolve(rows) } as unknown as Parameters<typeof openSql>[1],
      { nulls: [], failure: (error) => failures.push(error) },
    );
    for (const column of ['Alter', 'Patienten-Nr']) source.reference(column);
    for await (const { origin } of source.records()) assert.fail(origin.file);
    assert.match(failures[0]?.advice ?? '', /^It has Patienten-Nr, and 3 other columns/);
    assert.doesNotMatch(JSON.stringify(failures[0]), /Zqmeyer|9173555/);
  });
});
