import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coalesce, prefixed, split, when } from '../../../../server/lift/functions/text.ts';
import { callFunction } from '../../../support/call-function.ts';

describe('functions on text', () => {
  it('coalesce takes the first value that is there', () => {
    assert.equal(callFunction(coalesce, { value2: 'b', value3: 'c' }), 'b');
    assert.equal(callFunction(coalesce, {}), null);
  });

  it('when gives the value where the condition is there and is neither false nor 0', () => {
    assert.equal(callFunction(when, { value: 'x', condition: 'anything' }), 'x');
    for (const condition of ['false', '0', ' '])
      assert.equal(callFunction(when, { value: 'x', condition }), null);
    assert.equal(callFunction(when, { value: 'x' }), null);
  });

  it('prefixed puts a prefix before a value, and makes none up', () => {
    assert.equal(callFunction(prefixed, { prefix: 'OMOP:', value: ' 8507' }), 'OMOP:8507');
    assert.equal(callFunction(prefixed, { prefix: 'OMOP:' }), null);
  });

  it('split gives the parts that are not empty', () => {
    assert.deepEqual(callFunction(split, { value: 'a; b;;c', separator: ';' }), ['a', 'b', 'c']);
  });
});
