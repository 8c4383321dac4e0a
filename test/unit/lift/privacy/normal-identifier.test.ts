import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { normalIdentifier } from '../../../../server/lift/privacy/normal-identifier.ts';
import { defaultPrivacyPolicy } from '../../../../server/lift/privacy/privacy-policy.ts';

const strict = defaultPrivacyPolicy.patientIdentifiers;
const loose = {
  prefixes: ['HOSP-', 'HOSP', 'MRN: '],
  ignoreBlanks: true,
  ignoreLeadingZeros: true,
  ignoreCase: true,
  firstComponent: true,
};

describe('The normal form of a patient identifier', () => {
  it('is the same however sources write it, where the provider says so', () => {
    for (const written of [
      '123',
      '000123',
      ' 123 ',
      '12 3',
      'HOSP-123',
      'hosp-00123',
      'HOSP123',
      'MRN: 123',
      '123^^^HOSP^MR',
      '123\u0000',
    ]) {
      assert.equal(normalIdentifier(written, loose), '123', written);
    }
  });

  it('differs for every spelling but padding, where nothing is configured', () => {
    const spellings = ['123', '000123', '12 3', 'HOSP-123', 'hosp-123', '123^^^HOSP'];
    assert.equal(new Set(spellings.map((each) => normalIdentifier(each, strict))).size, spellings.length);
    assert.equal(normalIdentifier(' 123\u0000', strict), '123');
  });

  it('takes the longest prefix, and one only', () => {
    assert.equal(normalIdentifier('HOSP-HOSP-1', loose), 'HOSP-1');
  });

  it('leaves no blank behind zeros, and finds a prefix behind them', () => {
    const rules = { ...strict, prefixes: ['H-'], ignoreLeadingZeros: true };
    for (const written of ['00 12', '00H-12', 'H-0012', '12', '00 H-00 12'])
      assert.equal(normalIdentifier(written, rules), '12', written);
  });

  it('does not end a prefix within a number where a shorter one fits', () => {
    assert.equal(normalIdentifier('H-12', { ...strict, prefixes: ['H-', 'H-1'] }), '12');
    assert.equal(normalIdentifier('H-1-2', { ...strict, prefixes: ['H-', 'H-1-'] }), '2');
    assert.equal(normalIdentifier('9912', { ...strict, prefixes: ['99'] }), '12');
  });

  it('never makes patients without anything in common equal by leaving nothing', () => {
    assert.equal(normalIdentifier('000', loose), '0');
    assert.equal(normalIdentifier('HOSP-', loose), 'HOSP-');
    assert.equal(normalIdentifier('^^^HOSP', loose), '^^^HOSP');
  });

  it('is its own normal form unless it begins with a prefix again', () => {
    fc.assert(
      fc.property(fc.string(), (identifier) => {
        const rules = { ...loose, prefixes: [] };
        const once = normalIdentifier(identifier, rules);
        assert.equal(normalIdentifier(once, rules), once);
      }),
    );
  });

  it('never is empty for what is not blank', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (identifier) => {
        fc.pre(normalIdentifier(identifier, strict) !== '');
        assert.notEqual(normalIdentifier(identifier, loose), '');
      }),
    );
  });
});
