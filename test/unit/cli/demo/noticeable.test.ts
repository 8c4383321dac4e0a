import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noticeableKeys } from '../../../../server/cli/demo/noticeable.ts';
import { absent } from '../../../../server/cli/demo/population.ts';
import type { Recorded } from '../../../../server/cli/demo/population.ts';

const known = (key: string): Recorded => ({ state: 'known', key });

describe('noticeableKeys', () => {
  it('leaves out what fewer than eight in a hundred things have, and puts the most frequent first', () => {
    const things = [
      ...Array.from({ length: 8 }, () => [known('rare')]),
      ...Array.from({ length: 7 }, () => [known('rarer')]),
      ...Array.from({ length: 85 }, () => [known('common')]),
    ];
    assert.deepEqual(noticeableKeys(things), ['common', 'rare']);
  });

  it('counts things, not what they recorded', () => {
    const often = Array.from({ length: 50 }, () => known('once'));
    assert.deepEqual(noticeableKeys([often, ...Array.from({ length: 19 }, () => [known('x')])]), ['x']);
  });

  it('knows nothing of what was not understood', () => {
    assert.deepEqual(noticeableKeys([[absent, { state: 'unmapped', written: '?' }]]), []);
  });
});
