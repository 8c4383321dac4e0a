import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { convertUnit } from '../../../../server/lift/functions/convert-unit.ts';
import { callFunction, nothingKnown } from '../../../support/call-function.ts';

describe('mfn:convertUnit', () => {
  it('gives the number in another unit of UCUM', () => {
    const cases: [value: string, from: string, to: string, expected: string | null][] = [
      ['4.5', 'ng/mL', 'ug/L', '4.5'],
      ['12', 'mm', 'cm', '1.2'],
      ['1', '[in_i]', 'cm', '2.54'],
      ['37', 'Cel', '[degF]', '98.6'],
      ['1.5', 'T', 'G', '15000'],
      ['0', 'mm', 'cm', '0'],
      ['-3', 'mm', 'm', '-0.003'],
      ['1', 'Mm', 'nm', '1000000000000000'],
      ['3.40', 'mm', 'mm', '3.40'],
    ];
    for (const [value, from, to, expected] of cases)
      assert.equal(callFunction(convertUnit, { value, from, to }), expected, `${value} ${from}`);
  });

  it('gives nothing where the number cannot be said in the other unit', () => {
    for (const [value, from, to] of [
      ['1', 'mm', 'kg'],
      ['1', 'g/dL', 'mmol/L'],
      ['1', 'nonsense', 'mm'],
      ['x', 'mm', 'cm'],
      ['1', '', 'cm'],
    ])
      assert.equal(callFunction(convertUnit, { value: value ?? '', from: from ?? '', to: to ?? '' }), null);
  });

  it('reads numbers with the decimal sign of the source', () => {
    const german = { ...nothingKnown, decimal: ',' as const };
    assert.equal(callFunction(convertUnit, { value: '1.234,5', from: 'mm', to: 'm' }, german), '1.2345');
  });

  it('goes to another unit and back', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 1000);
    fc.assert(
      fc.property(number, fc.constantFrom('cm', 'm', 'um', 'km', '[in_i]'), (value, unit) => {
        const there = callFunction(convertUnit, { value: String(value), from: 'mm', to: unit });
        const back = callFunction(convertUnit, { value: String(there), from: unit, to: 'mm' });
        assert.ok(Math.abs(Number(back) - value) <= 1e-9 * Math.max(1, Math.abs(value)));
      }),
    );
  });
});
