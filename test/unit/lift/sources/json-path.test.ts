import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileJsonPath, referencePointer } from '../../../../server/lift/sources/json-path.ts';

const document = { a: [{ b: 1 }, { b: 2, 'c d': { e: [3, 4] } }], 'x/y': { '~': 5 } };

describe('compileJsonPath', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    $: [''],
    '$.a[*].b': ['/a/0/b', '/a/1/b'],
    "$.a[1]['c d'].e[-1]": ['/a/1/c d/e/1'],
    '$..b': ['/a/0/b', '/a/1/b'],
    "$['a','x/y']": ['/a', '/x~1y'],
    '$.*': ['/a', '/x~1y'],
    'a[0].b': ['/a/0/b'],
    '$["x/y"]["~"]': ['/x~1y/~0'],
    '$.none.at.all': [],
    '$.toString': [],
  };
  for (const [path, pointers] of Object.entries(cases)) {
    it(`selects by ${path}`, () => {
      const found = compileJsonPath(path).select({ value: document, pointer: '' });
      assert.deepEqual(
        found.map((node) => node.pointer),
        pointers,
      );
    });
  }

  for (const bad of ['$.a[*]]', '$.', '$[', "$['a", '$[?(@.b)', '$[1:2]', '$a b[', '$.a]']) {
    it(`refuses ${bad}`, () => {
      assert.throws(() => compileJsonPath(bad), { code: 'bad-mapping' });
    });
  }

  it('gives the pointer of a reference as far as it is one place', () => {
    assert.equal(referencePointer("$.a['c d'][0].e"), '/a/c d/0/e');
    assert.equal(referencePointer('$.a[*].b'), '/a');
  });
});
