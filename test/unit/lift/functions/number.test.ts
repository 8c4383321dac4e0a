import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DecimalSign } from '../../../../server/lift/functions/lift-function.ts';
import { number } from '../../../../server/lift/functions/number.ts';
import { callFunction, nothingKnown } from '../../../support/call-function.ts';

const read = (value: string, decimal: DecimalSign) =>
  callFunction(number, { value }, { ...nothingKnown, decimal });

describe('mfn:number', () => {
  /** What a text is where the point is the decimal sign, and where the comma is. */
  const cases: Readonly<Record<string, readonly [point: string | null, comma: string | null]>> = {
    '1,234': ['1234', '1.234'],
    '1.234': ['1.234', '1234'],
    '7,16': [null, '7.16'],
    ' 7.16 ': ['7.16', null],
    '1.234,5': [null, '1234.5'],
    '1,234.5': ['1234.5', null],
    '1,234,567.8': ['1234567.8', null],
    '-1.234.567,8': [null, '-1234567.8'],
    '1234,5': [null, '1234.5'],
    '1234.5': ['1234.5', null],
    '1234,567': [null, '1234.567'],
    '12,34': [null, '12.34'],
    '0,123': [null, '0.123'],
    '012,345': [null, '12.345'],
    '1,2345.6': [null, null],
    ',5': [null, '0.5'],
    '.5': ['0.5', null],
    '007': ['7', '7'],
    '+3': ['3', '3'],
    '0': ['0', '0'],
    '': [null, null],
    '-': [null, null],
    '.': [null, null],
    ',': [null, null],
    '5.': [null, null],
    '<4': [null, null],
    '1e3': [null, null],
    '1,2,3': [null, null],
    "1'234": [null, null],
    '1 234': [null, null],
    'n/a': [null, null],
  };
  for (const [text, [point, comma]] of Object.entries(cases)) {
    it(`reads "${text}" as ${String(point)}, with a decimal comma as ${String(comma)}`, () => {
      assert.deepEqual([read(text, '.'), read(text, ',')], [point, comma]);
    });
  }

  it('keeps the value of any decimal, with and without parted thousands', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(999), fc.constantFrom('en', 'de'), (whole, fraction, language) => {
        const decimal = language === 'en' ? '.' : ',';
        const digits = String(fraction).padStart(3, '0');
        const sign = whole < 0 ? '-' : '';
        const grouped = Math.abs(whole).toLocaleString(language, { useGrouping: 'always' });
        const value = Number(`${whole}.${digits}`);
        assert.equal(Number(read(`${whole}${decimal}${digits}`, decimal)), value);
        assert.equal(Number(read(`${sign}${grouped}${decimal}${digits}`, decimal)), value);
      }),
    );
  });
});
