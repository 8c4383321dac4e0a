import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pseudonym } from '../../../../server/lift/functions/pseudonym.ts';
import { callFunction } from '../../../support/call-function.ts';
import { liftContext } from '../../../support/lift-fixtures.ts';

const id = fc
  .string({ minLength: 1 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const of = (kind: string, value: string): string => String(callFunction(pseudonym, { kind, value }));

describe('mfn:pseudonym', () => {
  it('is the provider, the kind, and 32 digits of the HMAC-SHA256 of kind and id under the key', () => {
    const digest = createHmac('sha256', liftContext.key).update('patient|P-1').digest('hex').slice(0, 32);
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

  it('is nothing for an empty id', () => {
    assert.equal(callFunction(pseudonym, { kind: 'patient', value: '  ' }), null);
  });
});
