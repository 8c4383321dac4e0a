import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareCodePoints, compareTerms } from '../../../server/federate/compare-terms.ts';
import { blankNode, literal, namedNode } from '../../../server/rdf/terms.ts';
import { xsd } from '../../../server/rdf/vocabulary.ts';

describe('compareTerms', () => {
  it('orders unbound, blank nodes, IRIs, numbers, dates, texts', () => {
    const ordered = [
      undefined,
      blankNode('b'),
      namedNode('http://example.org/B'),
      namedNode('http://example.org/a'),
      literal('2.5', xsd.decimal),
      literal('3', xsd.integer),
      literal('1e1', xsd.double),
      literal('2019-12-31', xsd.date),
      literal('2020-01-01', xsd.date),
      literal('B'),
      literal('a', 'de'),
      literal('b'),
      literal('\uffee'),
      literal('\u{1f600}'),
    ];
    assert.deepEqual(ordered.slice(1).reverse().toSorted(compareTerms), ordered.slice(1));
    assert.ok(compareTerms(undefined, ordered[1]) < 0);
  });

  it('finds numbers equal that are written differently', () => {
    assert.equal(compareTerms(literal('1.0', xsd.decimal), literal('1', xsd.integer)), 0);
  });
});

describe('compareCodePoints', () => {
  it('agrees with the order of UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const bytes = Buffer.compare(Buffer.from(one), Buffer.from(other));
        assert.equal(Math.sign(compareCodePoints(one, other)), bytes);
      }),
    );
  });
});
