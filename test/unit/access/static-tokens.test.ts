import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { anonymous } from '../../../server/access/actor.ts';
import { StaticTokens } from '../../../server/access/static-tokens.ts';
import { MeridianError } from '../../../server/errors.ts';

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');
const tokens = new StaticTokens([
  { sha256: sha256('first-token'), id: 'reader', role: 'researcher' },
  { sha256: sha256('second~token+/=='), id: 'north', role: 'provider', provider: 'north' },
]);

describe('static tokens', () => {
  for (const header of [undefined, '']) {
    it(`take ${header === undefined ? 'no header' : 'an empty header'} for anonymous`, () => {
      assert.equal(tokens.authenticate(header), anonymous);
    });
  }

  for (const header of ['Bearer first-token', 'bearer first-token', 'BEARER   first-token']) {
    it(`know the role behind "${header}"`, () => {
      assert.deepEqual(tokens.authenticate(header), { id: 'reader', role: 'researcher' });
    });
  }

  it('know the provider of a token with every letter that RFC 6750 allows', () => {
    assert.deepEqual(tokens.authenticate('Bearer second~token+/=='), {
      id: 'north',
      role: 'provider',
      provider: 'north',
    });
  });

  for (const header of [
    'Bearer',
    'Bearer ',
    'Bearer unknown',
    'Bearer first-token ',
    'Bearer first-token, Bearer first-token',
    'Bearer first-token\tx',
    'Basic first-token',
    'first-token',
    `Bearer ${sha256('first-token')}`,
    `Bearer ${'a'.repeat(100_000)}`,
  ]) {
    it(`refuse "${header.slice(0, 40)}" and do not repeat it`, () => {
      assert.throws(
        () => tokens.authenticate(header),
        (error: unknown) => {
          assert.ok(error instanceof MeridianError);
          assert.equal(error.code, 'unauthenticated');
          assert.ok(!JSON.stringify([error.message, error.advice]).includes('first-token'));
          return true;
        },
      );
    });
  }

  it('give an actor that cannot be changed', () => {
    assert.ok(Object.isFrozen(tokens.authenticate('Bearer first-token')));
  });
});
