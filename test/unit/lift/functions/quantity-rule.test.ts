import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyQuantityRule, quantityRule } from '../../../../server/lift/functions/quantity-rule.ts';

const scales = 'T 0.01 25 1; mT 25 2000 0.001; G 5000 120000 0.0001';
const nominal = '0.5 1 1.5 3 7';

describe('quantity rule', () => {
  const cases: Readonly<Record<string, readonly [value: string, change?: string] | undefined>> = {
    '1.5': ['1.5'],
    ' 1.500000e+00 ': ['1.5'],
    '+3': ['3'],
    '1.494': ['1.5', 'nominal'],
    '2.89362001419067': ['3', 'nominal'],
    '15000': ['1.5', 'G × 0.0001'],
    '1500': ['1.5', 'mT × 0.001'],
    '28936': ['3', 'G × 0.0001, nominal'],
    '0.064': ['0.064'],
    // Three tesla in millitesla, or a third of one in gauss.
    '3000': undefined,
    '0': undefined,
    '-1.5': undefined,
    '1.5T': undefined,
    '': undefined,
    '1e999': undefined,
    '0x10': undefined,
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`reads "${text}" as ${String(expected?.[0])}`, () => {
      const read = applyQuantityRule(text, quantityRule(scales, nominal));
      assert.deepEqual(read === undefined ? undefined : Object.values(read), expected);
    });
  }

  it('writes no exponents and keeps twelve digits', () => {
    const rule = quantityRule('x 0.0000001 1000000 0.001', '');
    assert.equal(applyQuantityRule('0.001', rule)?.value, '0.000001');
    assert.equal(applyQuantityRule('0.0000005', rule)?.value, '0.0000000005');
    assert.equal(applyQuantityRule('3.3', quantityRule('x 0 10 3', ''))?.value, '9.9');
  });

  it('gives the same from every unit', () => {
    const rule = quantityRule('T 0.01 25 1; G 100 250000 0.0001', '');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2499 }), (hundredths) => {
        const tesla = applyQuantityRule(String(hundredths / 100), rule)?.value;
        const gauss = applyQuantityRule(String(hundredths * 100), rule)?.value;
        assert.equal(tesla, gauss);
        assert.match(tesla ?? '', /^\d+(\.\d+)?$/);
      }),
    );
  });

  it('refuses what is no rule', () => {
    for (const text of ['', 'T', 'T 1', 'T 2 1 1', 'T 0 1 0', 'T 0 1 1 1', 'T a b c'])
      assert.throws(() => quantityRule(text, ''), { code: 'bad-mapping' }, text);
    assert.throws(() => quantityRule('T 0 1 1', '1 two'), { code: 'bad-mapping' });
  });
});
