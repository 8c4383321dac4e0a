import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { providerUnmapped } from '../../../server/publish/provider-unmapped.ts';
import {
  readUnmapped,
  writeUnmapped,
  type SubmissionUnmapped,
} from '../../../server/publish/unmapped-part.ts';

const value = (attribute: string, word: string, records: number, file = 'a.csv') => ({
  attribute,
  value: word,
  records,
  firstPlace: { file, row: 1 },
});
const attribute = fc.constantFrom('sex', 'modality');
const hidden = fc
  .tuple(attribute, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .map(([name, values, records]) => ({ attribute: name, values, records }));
const part: fc.Arbitrary<SubmissionUnmapped> = fc
  .tuple(
    fc.array(
      fc
        .tuple(attribute, fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 1, max: 99 }))
        .map(([name, word, records]) => value(name, word, records)),
    ),
    fc.array(hidden),
  )
  .map(([unmapped, rare]) => ({ unmapped, hidden: rare }));
const submissions = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), part)
  .map((each) => new Map(Object.entries(each)));

describe('providerUnmapped', () => {
  it('is one entry for a value of several sources and submissions, with the place in each', () => {
    const { values } = providerUnmapped(
      new Map([
        ['a', { unmapped: [value('sex', 'x', 2), value('sex', 'x', 3, 'b.csv')], hidden: [] }],
        ['b', { unmapped: [value('sex', 'x', 40, 'c.csv'), value('sex', 'y', 41)], hidden: [] }],
      ]),
    );
    assert.deepEqual(values, [
      {
        attribute: 'sex',
        value: 'x',
        records: 45,
        submissions: [
          { name: 'b', records: 40, firstPlace: { file: 'c.csv', row: 1 } },
          { name: 'a', records: 5, firstPlace: { file: 'a.csv', row: 1 } },
        ],
      },
      {
        attribute: 'sex',
        value: 'y',
        records: 41,
        submissions: [{ name: 'b', records: 41, firstPlace: { file: 'a.csv', row: 1 } }],
      },
    ]);
  });

  it('counts every record, falls in frequency, and of one attribute is the part that speaks of it', () => {
    const sum = (of: readonly { records: number }[]): number =>
      of.reduce((all, { records }) => all + records, 0);
    fc.assert(
      fc.property(submissions, attribute, (given, name) => {
        const [all, some] = [providerUnmapped(given), providerUnmapped(given, name)];
        const parts = [...given.values()];
        assert.equal(sum(all.values), sum(parts.flatMap(({ unmapped }) => unmapped)));
        assert.equal(sum(all.hidden), sum(parts.flatMap(({ hidden }) => hidden)));
        const counts = all.values.map(({ records }) => records);
        assert.deepEqual(
          counts,
          [...counts].sort((a, b) => b - a),
        );
        assert.deepEqual(
          [some.values, some.hidden],
          [all.values, all.hidden].map((list) => list.filter((each) => each.attribute === name)),
        );
      }),
    );
  });
});

describe('the stored values without a meaning', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(part, (given) => {
        assert.deepEqual(readUnmapped(writeUnmapped(given)), given);
      }),
    );
  });

  it('of before patients were counted are only counted', () => {
    const old = (values: readonly unknown[]) => readUnmapped(Buffer.from(JSON.stringify(values)));
    assert.deepEqual(old([value('sex', 'x', 3), value('sex', 'y', 900)]), {
      unmapped: [],
      hidden: [],
      uncounted: 2,
    });
    assert.deepEqual(old([]), { unmapped: [], hidden: [] });
    const stored = new Map([['a', old([value('sex', 'x', 3)])]]);
    assert.deepEqual(providerUnmapped(stored), { values: [], hidden: [], unknown: 1 });
  });
});
