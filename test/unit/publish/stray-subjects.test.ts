import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { straySubjects } from '../../../server/publish/stray-subjects.ts';
import { namedNode, quad } from '../../../server/rdf/terms.ts';
import { dcat, dct, rdf } from '../../../server/rdf/vocabulary.ts';

const node = (number: number) => namedNode(`http://example.org/${number}`);

describe('straySubjects', () => {
  it('leaves out exactly what a closure computed step by step leaves out', () => {
    const links = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 });
    fc.assert(
      fc.property(links, fc.uniqueArray(fc.nat(9), { maxLength: 3 }), (edges, roots) => {
        let reached = new Set(roots);
        for (let size = -1; size !== reached.size;) {
          size = reached.size;
          reached = new Set([...reached, ...edges.flatMap(([from, to]) => (reached.has(from) ? [to] : []))]);
        }
        const quads = [
          ...edges.map(([from, to]) => quad(node(from), dct.hasPart, node(to))),
          ...roots.map((root) => quad(node(root), rdf.type, dcat.Dataset)),
        ];
        const expected = new Set(edges.map(([from]) => from).filter((each) => !reached.has(each)));
        const stray = straySubjects(quads, ({ object }) => object.equals(dcat.Dataset));
        assert.deepEqual(
          new Set(stray.map(({ value }) => value)),
          new Set([...expected].map((each) => node(each).value)),
        );
      }),
    );
  });
});
