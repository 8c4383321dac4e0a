import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../../../../server/cli/demo/write-csv.ts';

describe('writeCsv', () => {
  it('writes what a CSV reader reads back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ä', ',', ';', '"', '\n', '\r', ' ') });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';'),
        (rows, separator) => {
          const written = writeCsv(['x', 'y'], rows, separator);
          const read = parse(written, { delimiter: separator, record_delimiter: '\r\n' });
          assert.deepEqual(read, [['x', 'y'], ...rows]);
        },
      ),
    );
  });

  it('leaves cells without a value empty and quotes only where it must', () => {
    assert.equal(writeCsv(['a', 'b'], [[1, undefined]], ';'), 'a;b\r\n1;\r\n');
  });
});
