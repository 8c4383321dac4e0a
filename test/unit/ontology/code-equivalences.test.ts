import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CodeEquivalences } from '../../../server/ontology/code-equivalences.ts';

describe('classes of equal codes', () => {
  it('are the closures of the pairs, in whatever order they come', () => {
    const code = fc.nat(30).map(String);
    fc.assert(
      fc.property(fc.array(fc.tuple(code, code), { maxLength: 40 }), (pairs) => {
        const equivalences = new CodeEquivalences();
        for (const [one, other] of pairs) equivalences.join(one, other);
        for (let start = 0; start <= 31; start++) {
          const expected = new Set([String(start)]);
          for (const each of expected) {
            for (const [one, other] of pairs) {
              if (one === each) expected.add(other);
              if (other === each) expected.add(one);
            }
          }
          const members = equivalences.class(String(start));
          assert.equal(members.length, expected.size);
          assert.deepEqual(new Set(members), expected);
        }
      }),
    );
  });
});
