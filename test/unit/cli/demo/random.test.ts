import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Random } from '../../../../server/cli/demo/random.ts';

describe('Random', () => {
  it('gives the same stream for the same seed, and another for another', () => {
    const stream = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
    };
    assert.deepEqual(stream(5), stream(5));
    assert.notDeepEqual(stream(5), stream(6));
  });

  it('stays between the ends of a whole number and of a normal one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, from, width) => {
        const random = new Random(seed);
        const whole = random.int(from, from + width);
        const normal = random.normal(from, 30, from, from + width);
        return whole >= from && whole <= from + width && normal >= from && normal <= from + width;
      }),
    );
  });

  it('picks by weight, and never what weighs nothing', () => {
    const random = new Random(1);
    const counts = { often: 0, seldom: 0, never: 0 };
    for (let draw = 0; draw < 4000; draw++) {
      const choice = random.weighted([
        ['often', 3],
        ['never', 0],
        ['seldom', 1],
      ] as const);
      counts[choice]++;
    }
    assert.equal(counts.never, 0);
    assert.ok(counts.often > 2800 && counts.often < 3200);
  });

  it('refuses to pick from nothing', () => {
    assert.throws(() => new Random(1).pick([]));
  });
});
