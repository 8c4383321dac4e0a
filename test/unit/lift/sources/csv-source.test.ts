import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MeridianError } from '../../../../server/errors.ts';
import type { SourceFile } from '../../../../server/lift/lifter.ts';
import type { CsvOptions } from '../../../../server/lift/sources/csv-source.ts';
import { openCsv } from '../../../../server/lift/sources/csv-source.ts';
import { lexicalOf } from '../../../../server/lift/sources/record-source.ts';
import { sourceFile } from '../../../support/lift-fixtures.ts';

/** The given columns of every row, and what could not be read. */
async function read(
  files: readonly SourceFile[],
  columns: readonly string[],
  options: Partial<CsvOptions> = {},
) {
  const failures: MeridianError[] = [];
  const source = openCsv(files, {
    encoding: 'utf-8',
    delimiter: ',',
    nulls: [],
    ignoreColumnCase: false,
    optionalColumns: [],
    failure: (error) => failures.push(error),
    ...options,
  });
  const slots = columns.map((column) => source.reference(column));
  const rows: (string | undefined)[][] = [];
  for await (const record of source.records()) {
    rows.push(slots.map((slot) => record.read(slot).map(lexicalOf)[0]));
  }
  return { rows, failures };
}

describe('openCsv', () => {
  it('reads quoted cells, a byte order mark, all line ends and blank lines', async () => {
    const { rows, failures } = await read(
      [sourceFile('a.csv', '\ufeffid,"na""me"\r\n1,"x, ""y""\nz"\r\n\r\n2,\r\n')],
      ['id', 'na"me'],
    );
    assert.deepEqual(rows, [
      ['1', 'x, "y"\nz'],
      ['2', undefined],
    ]);
    assert.deepEqual(failures, []);
  });

  it('gives back arbitrary cells as a naive reading of them would', async () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), async (cells) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ['a,b', ...cells.map((row) => row.map(quote).join(','))].join('\n');
        const { rows, failures } = await read([sourceFile('a.csv', text)], ['a', 'b']);
        assert.deepEqual(failures, []);
        assert.deepEqual(
          rows,
          cells.map((row) => row.map((each) => (each === '' ? undefined : each))),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('reads Latin-1, other delimiters and words for "no value" where the source says so', async () => {
    const bytes = Buffer.from('Name;Größe\nMüller;k.A.\n', 'latin1');
    const { rows } = await read([sourceFile('a.csv', bytes)], ['Name', 'Größe'], {
      encoding: 'latin1',
      delimiter: ';',
      nulls: ['k.A.'],
    });
    assert.deepEqual(rows, [['Müller', undefined]]);
  });

  it('finds columns in any case where the source says so, and lets optional ones be absent', async () => {
    const file = sourceFile('a.csv', 'PERSON_ID\n7\n');
    const { rows } = await read([file], ['person_id', 'note'], {
      ignoreColumnCase: true,
      optionalColumns: ['NOTE'],
    });
    assert.deepEqual(rows, [['7', undefined]]);
  });

  const faults: Readonly<Record<string, readonly [content: string | Uint8Array, place: object]>> = {
    'a row with too many cells': ['a,b\n1,2\n1,2,3\n', { row: 2 }],
    'a row with too few cells': ['a,b\n1,2\n1,2\n1\n', { row: 3 }],
    'a quote that is never closed': ['a,b\n1,2\n1,"x\n2,3\n', { row: 2 }],
    'a quote within a cell': ['a,b\n1,x"y\n', { row: 1 }],
    'a NUL byte': ['a,b\n1,\0\n', {}],
    'bytes that are not UTF-8': [Uint8Array.of(97, 44, 98, 10, 0xff, 44, 50, 10), {}],
    'a missing column': ['a,c\n1,2\n', { column: 'b' }],
    'a column that is there twice': ['a,b,b\n1,2,3\n', { column: 'b' }],
    'no header': ['', {}],
  };
  for (const [fault, [content, place]] of Object.entries(faults)) {
    it(`reports ${fault} with its place, and reads the next file`, async () => {
      const files = [sourceFile('bad.csv', content), sourceFile('good.csv', 'a,b\n8,9\n')];
      const { rows, failures } = await read(files, ['a', 'b']);
      assert.deepEqual(rows.at(-1), ['8', '9']);
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.code, 'unreadable-source');
      assert.deepEqual(failures[0].place, { file: 'bad.csv', ...place });
    });
  }

  it('survives 10 MB on one line, as one cell and as many cells', async () => {
    const long = 'x'.repeat(10_000_000);
    const cell = await read([sourceFile('a.csv', `a\n${long}\n`)], ['a']);
    assert.equal(cell.rows[0]?.[0]?.length, 10_000_000);
    const cells = await read([sourceFile('a.csv', `a,b\n${'1,'.repeat(1_000_000)}\n`)], ['a', 'b']);
    assert.equal(cells.failures.length, 1);
  });

  it('streams 100,000 rows', async () => {
    const { rows, failures } = await read([sourceFile('a.csv', `a,b\n${'1,text\n'.repeat(100_000)}`)], ['a']);
    assert.equal(rows.length, 100_000);
    assert.deepEqual(failures, []);
  });
});
