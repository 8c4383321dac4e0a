import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ucumUnit } from '../../../../server/lift/functions/ucum-unit.ts';
import { callFunction } from '../../../support/call-function.ts';

describe('mfn:ucumUnit', () => {
  it('gives codes of UCUM, without what people add in braces', () => {
    for (const [written, unit] of [
      ['ng/mL', 'ng/mL'],
      [' % ', '%'],
      ['mm2{Mueller}', 'mm2'],
      ['10*3/uL', '10*3/uL'],
    ] as const)
      assert.equal(callFunction(ucumUnit, { value: written }), unit);
  });

  it('gives nothing for any other word', () => {
    for (const written of ['Mueller', 'mmHg', '{score}', '', 'years', 'm'.repeat(1000)])
      assert.equal(callFunction(ucumUnit, { value: written }), null);
  });
});
