import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { skolemize } from '../../../server/rdf/skolemize.ts';
import { blankNode, literal, namedNode, quad } from '../../../server/rdf/terms.ts';

const p = namedNode('http://example.org/p');
const prefix = 'http://example.org/blank/';

describe('skolemize', () => {
  it('names every blank node in order of appearance, the same node the same way', () => {
    const input = [quad(blankNode('x'), p, blankNode('y')), quad(blankNode('y'), p, literal('1'))];
    const { quads, names } = skolemize(input, prefix);
    assert.deepEqual(
      quads.map(({ subject, object }) => [subject.value, object.value]),
      [
        [`${prefix}1`, `${prefix}2`],
        [`${prefix}2`, '1'],
      ],
    );
    assert.equal(names.get('y'), `${prefix}2`);
  });

  it('gives the same names whatever the labels are', () => {
    const named = (a: string, b: string) => skolemize([quad(blankNode(a), p, blankNode(b))], prefix).quads[0];
    assert.ok(named('a', 'b')?.equals(named('q', 'r')));
  });

  it('leaves statements without blank nodes as they are', () => {
    const statement = quad(p, p, p);
    assert.equal(skolemize([statement], prefix).quads[0], statement);
  });
});
