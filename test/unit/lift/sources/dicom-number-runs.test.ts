import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DicomInstanceSet } from '../../../../server/lift/sources/dicom-instance-set.ts';
import { DicomNumberRuns } from '../../../../server/lift/sources/dicom-number-runs.ts';

describe('DicomNumberRuns', () => {
  it('counts what a set of the numbers counts, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 60 }), { minLength: 1 }), (numbers) => {
        const runs = new DicomNumberRuns();
        for (const number of numbers) runs.add(String(number));
        const there = new Set(numbers);
        const missing = Math.max(...numbers) - Math.min(...numbers) + 1 - there.size;
        assert.equal(runs.missing(), missing > there.size ? undefined : missing);
      }),
    );
  });

  it('says nothing of numbers that are none, or of none', () => {
    const runs = new DicomNumberRuns();
    assert.equal(runs.missing(), undefined);
    for (const number of ['1', '2', undefined, '3']) runs.add(number);
    assert.equal(runs.missing(), undefined);
    const strewn = new DicomNumberRuns();
    for (let number = 0; number < 10_000; number += 2) strewn.add(String(number));
    assert.equal(strewn.missing(), undefined);
  });
});

describe('DicomInstanceSet', () => {
  it('knows each of 200,000 instances again, and takes none for another', () => {
    const set = new DicomInstanceSet();
    const uid = (index: number): string => `1.2.826.0.1.3680043.8.498.${index}.${index * 7919}`;
    let fresh = 0;
    for (let index = 0; index < 200_000; index++) if (set.add(`1.${index % 100}`, uid(index))) fresh++;
    assert.equal(fresh, 200_000);
    for (let index = 0; index < 200_000; index++)
      assert.equal(set.add(`1.${index % 100}`, uid(index)), false);
    assert.equal(set.add('2', uid(1)), true);
  });
});
