import assert from 'node:assert/strict';
import { it } from 'node:test';
import { extended, extendSettings } from '../../../server/lift/extend-settings.ts';

it('lets a source say what differs from another', () => {
  const parent = {
    title: 'a',
    keep: true,
    files: ['*.ttl'],
    upgrades: { prefixes: { x: '1' }, rules: [{ says: 'one' }] },
  };
  const own = {
    extends: 'a',
    title: 'b',
    files: ['*.nt'],
    upgrades: { prefixes: { y: '2' }, rules: [{ says: 'two' }] },
  };
  assert.deepEqual(extendSettings(parent, own), {
    extends: 'a',
    title: 'b',
    keep: true,
    files: ['*.nt'],
    upgrades: { prefixes: { x: '1', y: '2' }, rules: [{ says: 'one' }, { says: 'two' }] },
  });
  assert.equal(extended(own), 'a');
  assert.equal(extended('text'), undefined);
});
