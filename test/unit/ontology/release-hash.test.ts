import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import jsonld from 'jsonld';
import { MeridianError } from '../../../server/errors.ts';
import { releaseHash } from '../../../server/ontology/release-hash.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import type { Quad } from '../../../server/rdf/terms.ts';
import { blankNode, literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import { rdf } from '../../../server/rdf/vocabulary.ts';

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

  const lookAlike: readonly (readonly [what: string, quads: readonly Quad[]])[] = [
    [
      'a list with one member a thousand times',
      Array.from({ length: 1000 }, (_, n) => [
        quad(blankNode(`c${n}`), rdf.first, namedNode('https://example.org/member')),
        quad(blankNode(`c${n}`), rdf.rest, n === 999 ? rdf.nil : blankNode(`c${n + 1}`)),
      ]).flat(),
    ],
    [
      'eight nodes that all refer to each other',
      Array.from({ length: 64 }, (_, n) => [Math.floor(n / 8), n % 8] as const)
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => quad(blankNode(`n${from}`), rdf.first, blankNode(`n${to}`))),
    ],
  ];
  for (const [what, quads] of lookAlike) {
    it(`is refused, with advice, to ${what}`, async () => {
      await assert.rejects(releaseHash(quads), (error: unknown) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.code, 'bad-ontology');
        assert.match(error.advice ?? '', /names of their own/);
        return true;
      });
    });
  }

  it('is that of the canonical N-Quads which the JSON-LD processor makes of the whole', async () => {
    // Few nodes and properties, so that blank nodes look alike, form circles and chains.
    const term = fc.oneof(
      fc.nat(5).map((name) => blankNode(`n${name}`)),
      fc.nat(2).map((name) => namedNode(`https://example.org/${name}`)),
    );
    const statement = fc
      .tuple(term, fc.nat(1), fc.oneof(term, fc.constantFrom(literal('a\nb', 'en'), literal('"ü\\'))))
      .map(([subject, predicate, object]) =>
        quad(subject, namedNode(`https://example.org/p${predicate}`), object),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 10 }), async (quads) => {
        assert.equal(await releaseHash(quads), await hashOfWhole(quads));
      }),
      { numRuns: 150 },
    );
  });
});

/** The published types of jsonld know canonize for documents only, not for N-Quads. */
const { canonize } = jsonld as unknown as {
  canonize: (
    nQuads: string,
    options: {
      readonly inputFormat: string;
      readonly canonizeOptions: Readonly<Record<string, string | number>>;
    },
  ) => Promise<string>;
};

async function hashOfWhole(quads: readonly Quad[]): Promise<string> {
  const format = 'application/n-quads';
  const text = new TextDecoder().decode(toNTriples(quads));
  const canonical = await canonize(text, {
    inputFormat: format,
    canonizeOptions: { algorithm: 'RDFC-1.0', format, maxWorkFactor: Infinity },
  });
  return createHash('sha256').update(canonical).digest('hex');
}
