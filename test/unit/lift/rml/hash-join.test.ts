import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Extract } from '../../../../server/lift/rml/compile-expression.ts';
import { HashJoin } from '../../../../server/lift/rml/hash-join.ts';
import type { SourceRecord } from '../../../../server/lift/sources/record-source.ts';

/** A record of which each slot has the given values. */
function record(values: readonly (readonly string[])[]): SourceRecord {
  return { origin: { file: 'x' }, read: (slot) => values[slot] ?? [] };
}

const sides: readonly Extract[] = [(each) => each.read(0), (each) => each.read(1)];

/** Few and short words, so that many are equal and some concatenations collide. */
const words = fc.array(fc.constantFrom('', 'a', 'b', 'ab', '1:a'), { maxLength: 3 });
const records = fc.array(fc.tuple(words, words), { maxLength: 12 });

describe('HashJoin', () => {
  it('finds what a nested loop finds, over one and over two conditions', () => {
    fc.assert(
      fc.property(records, records, fc.constantFrom(1, 2), (parents, children, conditions) => {
        const used = sides.slice(0, conditions);
        const join = new HashJoin<number>();
        parents.forEach((values, index) => {
          join.add(record(values), used, index);
        });
        for (const child of children) {
          const expected = parents.flatMap((parent, index) =>
            used.every((_, side) =>
              parent[side as 0 | 1].some((value) => child[side as 0 | 1].includes(value)),
            )
              ? [index]
              : [],
          );
          assert.deepEqual([...new Set(join.find(record(child), used))].sort(), expected.sort());
        }
      }),
    );
  });

  it('is linear: 200,000 parents and as many children join within seconds', () => {
    const join = new HashJoin<number>();
    const one = sides.slice(0, 1);
    for (let index = 0; index < 200_000; index++) join.add(record([[String(index)]]), one, index);
    let found = 0;
    for (let index = 0; index < 200_000; index++)
      found += [...join.find(record([[String(index)]]), one)].length;
    assert.equal(found, 200_000);
  });
});
