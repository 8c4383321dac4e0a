import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { number } from '../../../../server/lift/functions/number.ts';
import { callFunction } from '../../../support/call-function.ts';

describe('mfn:number', () => {
  const cases: Readonly<Record<string, string | null>> = {
    '7,16': '7.16',
    ' 7.16 ': '7.16',
    '1.234,5': '1234.5',
    '1,234.5': '1234.5',
    '007': '7',
    '-0,5': '-0.5',
    '.5': '0.5',
    '+3': '3',
    '0': '0',
    '': null,
    '-': null,
    '.': null,
    '<4': null,
    '1e3': null,
    '1,2,3': null,
    'n/a': null,
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads "${text}" as ${String(expected)}`, () => {
      assert.equal(callFunction(number, { value: text }), expected);
    });
  }

  it('keeps the value of any decimal', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(999), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(3, '0')}`;
        assert.equal(Number(callFunction(number, { value: text.replace('.', ',') })), Number(text));
      }),
    );
  });
});
