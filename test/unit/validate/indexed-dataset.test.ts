import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Store } from 'n3';
import { blankNode, literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import { IndexedDataset } from '../../../server/validate/indexed-dataset.ts';

const iri = fc.constantFrom('a', 'b', 'c').map((name) => namedNode(`http://example.org/${name}`));
const blank = fc.constantFrom('x', 'y').map((label) => blankNode(label));
const text = fc.constantFrom('a', 'x').map((value) => literal(value, 'en'));
const statement = fc
  .tuple(fc.oneof(iri, blank), iri, fc.oneof(iri, blank, text))
  .map(([subject, predicate, object]) => quad(subject, predicate, object));

describe('IndexedDataset', () => {
  it('matches what a general store matches, also over two layers', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(statement, { selector: (one) => JSON.stringify(one) }),
        fc.nat(20),
        fc.option(fc.oneof(iri, blank)),
        fc.option(iri),
        fc.option(fc.oneof(iri, blank, text)),
        (quads, split, subject, predicate, object) => {
          const dataset = new IndexedDataset(quads.slice(split), new IndexedDataset(quads.slice(0, split)));
          const matches = dataset.match(subject, predicate, object);
          const expected = new Store(quads).getQuads(subject, predicate, object, null);
          assert.equal(matches.size, expected.length);
          const names = (found: Iterable<{ toJSON?: () => unknown }>) =>
            [...found].map((one) => JSON.stringify(one)).sort();
          assert.deepEqual(names(matches as Iterable<object>), names(expected));
          assert.equal(dataset.size, quads.length);
        },
      ),
    );
  });
});
