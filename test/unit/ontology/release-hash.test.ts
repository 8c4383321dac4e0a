import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { releaseHash } from '../../../server/ontology/release-hash.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { blankNode, literal, namedNode, quad } from '../../../server/rdf/terms.ts';

/** A list of two values behind an inverse path, and a ground statement: what an attribute looks like. */
function statements(label: (name: string) => string): Quad[] {
  const node = (name: string): ReturnType<typeof blankNode> => blankNode(label(name));
  const iri = (name: string): ReturnType<typeof namedNode> => namedNode(`https://example.org/${name}`);
  return [
    quad(iri('a'), iri('path'), node('head')),
    quad(node('head'), iri('first'), node('inverse')),
    quad(node('inverse'), iri('inverse'), iri('p')),
    quad(node('head'), iri('rest'), node('tail')),
    quad(node('tail'), iri('first'), iri('q')),
    quad(iri('a'), iri('label'), literal('a "quoted"\nlabel', 'en')),
  ];
}

describe('a release hash', () => {
  it('does not depend on the order of statements or the names of blank nodes', async () => {
    const expected = await releaseHash(statements((name) => name));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          statements((name) => `renamed-${name.toUpperCase()}`),
          { minLength: 6 },
        ),
        async (shuffled) => {
          assert.equal(await releaseHash(shuffled), expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('does not count a statement twice', async () => {
    const once = statements((name) => name);
    assert.equal(await releaseHash([...once, ...once]), await releaseHash(once));
  });

  it('changes with every statement', async () => {
    const all = statements((name) => name);
    const hashes = await Promise.all(
      all.map((_, left) => releaseHash(all.filter((__, index) => index !== left))),
    );
    assert.equal(new Set([...hashes, await releaseHash(all)]).size, all.length + 1);
  });

  it('exists for nothing at all', async () => {
    assert.match(await releaseHash([]), /^[0-9a-f]{64}$/);
  });
});
