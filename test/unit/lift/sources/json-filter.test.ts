import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../../../server/lift/sources/json-path.ts';
import { compileJsonPath } from '../../../../server/lift/sources/json-path.ts';

const document: Json = {
  a: [
    { k: 'x', v: 1 },
    { k: 'y', v: 2n },
    { v: 3, in: [{ code: 'MR' }] },
  ],
  b: { k: 'x' },
};

describe('a filter of a JSONPath', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    "$.a[?@.k == 'x'].v": ['/a/0/v'],
    '$.a[?(@.k)].v': ['/a/0/v', '/a/1/v'],
    '$.a[?!@.k].v': ['/a/2/v'],
    "$.a[?@.v >= 2 && @.k != 'z']": ['/a/1', '/a/2'],
    '$..[?@.k == "y" || @.v < 2]': ['/a/0', '/a/1'],
    "$.a[?@['k'] == 'x']": ['/a/0'],
    "$.a[?@.in[?@.code == 'MR']].v": ['/a/2/v'],
    "$[?(@.k == 'x' && !(@.v))]": ['/b'],
    '$.a[?@.none == @.nothing]': ['/a/0', '/a/1', '/a/2'],
    "$.a[?@.k < 'y']": ['/a/0'],
    '$.a[?@.k == 1]': [],
    "$.a[?@.k == ']']": [],
  };
  for (const [path, pointers] of Object.entries(cases)) {
    it(`keeps what ${path} says`, () => {
      const found = compileJsonPath(path).select({ value: document, pointer: '' });
      assert.deepEqual(
        found.map(({ pointer }) => pointer),
        pointers,
      );
    });
  }

  for (const bad of [
    '$[?',
    '$[?]',
    '$[?@.a ==]',
    '$[?(@.a]',
    "$[?'x']",
    '$[?length(@.a) > 1]',
    '$[?@.a == $.b]',
    '$[?@.a b]',
    '$[?@[',
  ]) {
    it(`refuses ${bad}`, () => {
      assert.throws(() => compileJsonPath(bad), { code: 'bad-mapping' });
    });
  }

  it('keeps the same members as a comparison in JavaScript', () => {
    const members = fc.array(fc.record({ n: fc.integer(), s: fc.string() }, { requiredKeys: [] }));
    fc.assert(
      fc.property(members, fc.integer(), fc.string(), (value, number, text) => {
        const quoted = JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"');
        fc.pre(!/\\[^'\\]/.test(quoted));
        const path = compileJsonPath(`$[?@.n > ${number} || @.s == '${quoted}']`);
        const found = path.select({ value, pointer: '' }).map((node) => node.value);
        const wanted = value.filter(({ n, s }) => (n !== undefined && n > number) || s === text);
        assert.deepEqual(found, wanted);
      }),
    );
  });

  it('compares values that nest deeper than calls may, and members in any order', () => {
    const nest = (inner: Json): Json => {
      let value = inner;
      for (let depth = 0; depth < 100_000; depth++) value = [value];
      return value;
    };
    const value: Json = [
      { a: nest(1), b: nest(1) },
      { a: nest(1), b: nest(2) },
      { a: { x: 1, y: [2n, null] }, b: { y: [2n, null], x: 1 } },
      { a: { x: 1 }, b: { z: 1 } },
      { a: [1], b: { 0: 1 } },
      { a: [1], b: [1, 2] },
    ];
    const found = compileJsonPath('$[?@.a == @.b]').select({ value, pointer: '' });
    assert.deepEqual(
      found.map(({ pointer }) => pointer),
      ['/0', '/2'],
    );
  });
});
