import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { patientCalled, pseudonym } from '../../../../server/lift/functions/pseudonym.ts';
import { fallbackIdentifier } from '../../../../server/lift/privacy/fallback-identifier.ts';
import { callFunction, nothingKnown } from '../../../support/call-function.ts';
import { liftContext } from '../../../support/lift-fixtures.ts';

const id = fc
  .string({ minLength: 1 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const of = (kind: string, value: string): string => String(callFunction(pseudonym, { kind, value }));

describe('mfn:pseudonym', () => {
  it('is the provider, the kind, and 32 digits of the HMAC-SHA256 of all three under the key', () => {
    const hmac = createHmac('sha256', liftContext.key).update('["east","patient","P-1"]');
    const digest = hmac.digest('hex').slice(0, 32);
    assert.equal(of('patient', ' P-1 '), `http://127.0.0.1:8083/id/east/patient/${digest}`);
  });

  it('is equal for equal ids only, and for each kind another', () => {
    fc.assert(
      fc.property(id, id, (a, b) => {
        assert.equal(of('patient', a) === of('patient', b), a === b);
        assert.notEqual(of('patient', a).split('/').at(-1), of('study', a).split('/').at(-1));
      }),
    );
  });

  it('links nobody over providers: equal ids have unequal digests', () => {
    const digestAt = (provider: string, value: string): string | undefined =>
      String(callFunction(pseudonym, { kind: 'patient', value }, { ...nothingKnown, provider }))
        .split('/')
        .at(-1);
    fc.assert(
      fc.property(id, id, (provider, value) => {
        assert.notEqual(digestAt('east', value), digestAt('west', value));
        // Wherever the border between two parts lies, it shows.
        assert.notEqual(digestAt(provider, `patient${value}`), digestAt(`${provider}patient`, value));
        assert.notEqual(digestAt(`${provider}","patient`, value), digestAt(provider, `patient","${value}`));
      }),
    );
  });

  it('is another for a number of a database than for the same identifier of the hospital', () => {
    assert.notEqual(of('patient', fallbackIdentifier('person_id', '4711')), of('patient', '4711'));
    assert.notEqual(
      of('patient', fallbackIdentifier('person_id', '4711')),
      of('patient', fallbackIdentifier('Patient.id', '4711')),
    );
  });

  it('notes that number itself, which paths may hold', () => {
    const noted: string[] = [];
    const localIds = { add: (each: string) => void noted.push(each) };
    const value = fallbackIdentifier('person_id', '4711');
    callFunction(pseudonym, { kind: 'patient', value }, { ...nothingKnown, localIds });
    assert.deepEqual(noted, ['4711']);
  });

  it('is what a word that is asked about would give', () => {
    assert.equal(patientCalled(nothingKnown, 'P-1'), of('patient', 'P-1'));
  });

  it('is nothing for an empty id', () => {
    assert.equal(callFunction(pseudonym, { kind: 'patient', value: '  ' }), null);
  });
});
