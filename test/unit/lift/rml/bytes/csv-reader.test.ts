import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { ByteRow } from '../../../../../server/lift/rml/bytes/byte-row.ts';
import { CsvFault, CsvReader } from '../../../../../server/lift/rml/bytes/csv-reader.ts';

/** The cells of all records, read in pieces of this size, and what was wrong at the end. */
function split(bytes: Uint8Array, size: number, delimiter = ','): { records: string[][]; fault?: string } {
  const row = new ByteRow();
  const reader = new CsvReader(row, { encoding: 'utf-8', delimiter });
  const records: string[][] = [];
  try {
    for (let at = 0; at <= bytes.length; at += size) {
      reader.push(at < bytes.length ? bytes.subarray(at, at + size) : undefined);
      while (reader.next())
        records.push(Array.from({ length: row.width }, (_, cell) => row.text(row.made + cell)));
      if (at < bytes.length && at + size >= bytes.length) at = bytes.length - size;
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    return { records, fault: error.message };
  }
  return { records };
}

describe('CsvReader', () => {
  const text = fc
    .array(
      fc.constantFrom('a', 'é', '😀', ',', '"', '""', '\n', '\r', '\r\n', ' ', '"x"', '"y,z"', '\ufeff'),
      { maxLength: 24 },
    )
    .map((parts) => parts.join(''));

  it('splits any text as csv-parse does, and objects where it does', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (given, size) => {
        const { records, fault } = split(new TextEncoder().encode(given), size);
        try {
          const expected = parse(given.replace(/^\ufeff/, ''), {
            record_delimiter: ['\r\n', '\n', '\r'],
            relax_column_count: true,
          });
          assert.deepEqual({ records, fault }, { records: expected, fault: undefined });
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          assert.notEqual(fault, undefined, 'csv-parse objects');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same records whatever the pieces', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (given, size) => {
        const bytes = new TextEncoder().encode(given);
        assert.deepEqual(split(bytes, size), split(bytes, bytes.length + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('splits at delimiters of several bytes', () => {
    assert.deepEqual(split(Buffer.from('a§"b§c"§\n'), 1, '§').records, [['a', 'b§c', '']]);
  });

  it('finds what is no UTF-8 and what breaks off within a character, however it is cut', () => {
    for (const bytes of [
      [97, 0xff, 10],
      [97, 10, 0xe2, 0x82],
      [0xed, 0xa0, 0x80, 10],
      [0xc0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
    ]) {
      for (const size of [1, 2, 3, 10])
        assert.equal(split(Uint8Array.from(bytes), size).fault, 'The file is not in utf-8.');
    }
  });

  it('gives up on a record of more than 16 MiB', () => {
    const endless = Buffer.concat([
      Buffer.from('a\n"'),
      Buffer.alloc((1 << 24) + 10, 'x'),
      Buffer.from('"\n'),
    ]);
    assert.match(split(endless, 1 << 16).fault ?? '', /longer than 16 MiB/);
  });
});
