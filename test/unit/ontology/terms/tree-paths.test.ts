import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { treePaths } from '../../../../server/ontology/terms/tree-paths.ts';

type Tree = Readonly<Record<string, readonly string[]>>;
const parentsIn =
  (tree: Tree) =>
  (iri: string): readonly string[] =>
    tree[iri] ?? [];

describe('the ways down to a term', () => {
  it('are one for each parent, the shortest', () => {
    const tree: Tree = { x: ['a', 'b'], a: ['r'], b: ['c', 'r'], c: ['r'] };
    assert.deepEqual(treePaths('x', parentsIn(tree), 4), {
      paths: [
        ['r', 'a'],
        ['r', 'b'],
      ],
      more: 0,
    });
    assert.deepEqual(treePaths('r', parentsIn(tree), 4), { paths: [], more: 0 });
    assert.deepEqual(treePaths('x', parentsIn(tree), 1), { paths: [['r', 'a']], more: 1 });
  });

  it('end where a circle would begin', () => {
    assert.deepEqual(treePaths('x', parentsIn({ x: ['x'] }), 4).paths, [['x']]);
    assert.deepEqual(treePaths('x', parentsIn({ x: ['a'], a: ['b'], b: ['a'] }), 4).paths, [['b', 'a']]);
  });

  it('are ways in every tree, and as short as trying all of them finds', () => {
    const arbitrary = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(arbitrary, (rows) => {
        // Parents have smaller numbers: there is no circle.
        const parents = (iri: string): readonly string[] => [
          ...new Set((rows[Number(iri)] ?? []).filter((other) => other < Number(iri)).map(String)),
        ];
        const depth = (iri: string): number =>
          parents(iri).length === 0 ? 1 : 1 + Math.min(...parents(iri).map(depth));
        const start = String(rows.length - 1);
        const { paths } = treePaths(start, parents, 100);
        assert.deepEqual(
          paths.map((path) => path.at(-1)),
          parents(start),
        );
        for (const path of paths) {
          assert.deepEqual(parents(path[0] ?? ''), []);
          path.slice(1).forEach((iri, at) => {
            assert.ok(parents(iri).includes(path[at] ?? ''));
          });
          assert.equal(path.length, depth(path.at(-1) ?? ''));
        }
      }),
    );
  });
});
