import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../../../server/publish/packed-bytes.ts';
import { readNumbers, writeNumbers } from '../../../server/publish/packed-numbers.ts';

function packed(numbers: readonly number[]): Uint8Array {
  const writer = new ByteWriter();
  writeNumbers(numbers, writer);
  return writer.finish();
}

describe('writeNumbers', () => {
  it('gives back every list of numbers, one after another', () => {
    const lists = fc.array(fc.array(fc.oneof(fc.nat({ max: 9 }), fc.integer())), { maxLength: 4 });
    fc.assert(
      fc.property(lists, (all) => {
        const writer = new ByteWriter();
        for (const numbers of all) writeNumbers(numbers, writer);
        const reader = new ByteReader(writer.finish());
        for (const numbers of all) assert.deepEqual(readNumbers(numbers.length, reader), numbers);
      }),
    );
  });

  it('takes a few bytes for rows in order, and little more than their bits for rows in any order', () => {
    const rows = Array.from({ length: 4096 }, (_, row) => row + 1_000_000);
    assert.ok(packed(rows).length < 8);
    const shuffled = rows.map((_, index) => 1_000_000 + ((index * 2749) % 4096));
    assert.ok(packed(shuffled).length <= (4096 * 12) / 8 + 8);
  });
});

describe('ByteWriter', () => {
  it('gives back every whole number', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (numbers) => {
        const half = numbers.map((number) => Math.trunc(number / 2));
        const writer = new ByteWriter();
        for (const number of half) writer.signed(number);
        const reader = new ByteReader(writer.finish());
        for (const number of half) assert.equal(reader.signed() + 0, number + 0);
      }),
    );
  });
});
