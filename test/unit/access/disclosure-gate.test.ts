import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DisclosureGate } from '../../../server/access/disclosure/disclosure-gate.ts';

const gate = new DisclosureGate({ threshold: 10, step: 1 });

describe('the disclosure gate', () => {
  for (const [name, low, high, shown] of [
    ['shows the truth where all three groups are large', 610, 660, [610, 660, false]],
    ['shows the truth where nothing is between low and high', 42, 42, [42, 42, false]],
    ['suppresses zero', 0, 0, [0, 9, true]],
    ['suppresses nine', 3, 9, [0, 9, true]],
    ['shows ten', 10, 10, [10, 10, false]],
    ['reads a small low as zero', 4, 40, [0, 40, false]],
    ['hides a small difference', 20, 23, [20, 30, false]],
    ['hides a small difference over a grid line', 28, 31, [20, 40, false]],
    ['hides a small difference to a small low', 8, 12, [0, 20, false]],
    ['shows a difference of ten', 20, 30, [20, 30, false]],
  ] as const) {
    it(name, () => {
      const { low: from, high: to, suppressed } = gate.protect(low, high);
      assert.deepEqual([from, to, suppressed], shown);
    });
  }

  it('rounds low downward and high upward to the step', () => {
    const coarse = new DisclosureGate({ threshold: 10, step: 25 });
    assert.deepEqual(coarse.protect(60, 101), { low: 50, high: 125, suppressed: false });
  });

  it('lets patients decide over a count of series', () => {
    const few = gate.protect(400, 400, { patients: { low: 3, high: 3, between: 0 }, ceiling: 15_000 });
    assert.deepEqual(few, { low: 0, high: 100_000, suppressed: true });
    const between = gate.protect(400, 460, { patients: { low: 30, high: 33, between: 4 }, ceiling: 15_000 });
    assert.deepEqual(between, { low: 400, high: 500, suppressed: false });
  });

  it('refuses a threshold or a step that is no whole number from 1', () => {
    assert.throws(() => new DisclosureGate({ threshold: 0, step: 1 }), RangeError);
    assert.throws(() => new DisclosureGate({ threshold: 10, step: 0.5 }), RangeError);
  });

  const gates = fc
    .record({ threshold: fc.integer({ min: 1, max: 30 }), step: fc.integer({ min: 1, max: 40 }) })
    .map((options) => new DisclosureGate(options));
  /** Groups of patients, and how many things each patient of them has at most. */
  const groups = fc.record({
    certain: fc.nat(60),
    possible: fc.nat(60),
    each: fc.integer({ min: 1, max: 50 }),
  });

  it('always contains the truth, and suppresses exactly what is under the threshold', () => {
    fc.assert(
      fc.property(gates, groups, fc.nat(500), (any, { certain, possible, each }, rest) => {
        const patients = any.protect(certain, certain + possible);
        assert.ok(patients.low <= certain && certain + possible <= patients.high);
        assert.equal(patients.suppressed, certain + possible < any.threshold);
        const low = certain * each;
        const high = (certain + possible) * each;
        const things = any.protect(low, high, {
          patients: { low: certain, high: certain + possible, between: possible },
          ceiling: high + rest,
        });
        assert.ok(things.low <= low && high <= things.high);
        assert.equal(things.suppressed, certain + possible < any.threshold);
      }),
      { numRuns: 1000 },
    );
  });

  it('shows every small group alike: as suppressed, as a low of zero, or within one grid cell', () => {
    fc.assert(
      fc.property(gates, fc.nat(80), fc.nat(80), (any, certain, possible) => {
        const shown = any.protect(certain, certain + possible);
        if (shown.suppressed) assert.deepEqual(shown, any.protect(0, 0));
        else if (certain < any.threshold) assert.equal(shown.low, 0);
        if (possible > 0 && possible < any.threshold) {
          assert.ok(shown.high - shown.low >= any.threshold - (shown.suppressed ? 1 : 0));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
