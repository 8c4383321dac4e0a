import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cancerTypes } from '../../../../server/cli/demo/cancer-words.ts';
import { Random } from '../../../../server/cli/demo/random.ts';
import { spreadPatients } from '../../../../server/cli/demo/spread-patients.ts';

describe('spreadPatients', () => {
  it('gives every dataset two patients or more, and all of them together everyone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...cancerTypes), { minLength: 4, maxLength: 40 }),
        fc.nat(4000),
        fc.nat(2),
        fc.nat(),
        (cancers, more, pilots, seed) => {
          const people = 2 * cancers.length + more;
          const sizes = spreadPatients(people, cancers, pilots, new Random(seed));
          assert.equal(sizes.length, cancers.length);
          assert.equal(
            sizes.reduce((sum, size) => sum + size, 0),
            people,
          );
          for (const size of sizes) assert.ok(size >= 2);
        },
      ),
    );
  });
});
