import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isomorphic } from 'rdf-isomorphic';
import { fromNTriples, toNTriples } from '../../../server/rdf/n-triples.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';
import { loadPrefixes } from '../../../server/rdf/prefixes.ts';
import { serializeRdf } from '../../../server/rdf/serialize-rdf.ts';
import { blankNode, literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import type { Quad } from '../../../server/rdf/terms.ts';

const prefixes = loadPrefixes(join(import.meta.dirname, '../../../ontology/prefixes.ttl'));
const baseIri = 'http://example.org/';

const iri = fc
  .oneof(
    fc
      .constantFrom('http://purl.org/dc/terms/', 'http://www.w3.org/ns/dcat#', 'http://example.org/a/')
      .chain((ns) => fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,8}$/).map((local) => ns + local)),
    fc.constantFrom(
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#_2',
      'http://example.org/x?a=1&b=2#c',
      'http://purl.org/dc/terms/a.b.',
      'http://example.org/ä(ö)',
      'urn:uuid:0b0b',
      'http://www.w3.org/ns/dcat#',
    ),
  )
  .map((value) => namedNode(value));
const predicate = fc
  .oneof(
    fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,8}$/).map((local) => `http://purl.org/dc/terms/${local}`),
    fc.constantFrom(
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#_2',
      'http://example.org/7days',
      'http://example.org/a.b-c',
    ),
  )
  .map((value) => namedNode(value));
const blank = fc.constantFrom('a', 'b', 'c', 'n3-1').map((label) => blankNode(label));
/** Anything XML can hold: no control characters but tab, line feed and carriage return, no lone surrogates. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\t', '\n', '\r', ' ', '"', '\\', '<', '>', '&', "'", '{', '}', '@', '^', ']]>', '"""'),
    fc.constantFrom('ä', '€', '𝒳', '\u00a0', '\u0085', '\u2028', '\ud7ff'),
    fc.stringMatching(/^[a-zA-Z0-9]$/),
  ),
});
const lexical = fc.oneof(
  text.map((value) => literal(value)),
  fc.tuple(text, fc.constantFrom('en', 'de', 'pt-br')).map(([value, tag]) => literal(value, tag)),
  fc
    .tuple(
      fc.constantFrom('1', '01', '1.0', '-0', '1e0', 'true', 'abc', 'NaN', ''),
      fc.constantFrom('integer', 'decimal', 'double', 'boolean', 'date', 'gYear'),
    )
    .map(([value, type]) => literal(value, namedNode(`http://www.w3.org/2001/XMLSchema#${type}`))),
);
const triple = fc
  .tuple(fc.oneof(iri, blank), predicate, fc.oneof(iri, blank, lexical))
  .map(([subject, property, object]) => quad(subject, property, object));
const triples = fc.array(triple, { maxLength: 12 });
const quads = fc.array(
  fc
    .tuple(triple, fc.option(iri))
    .map(([{ subject, predicate: property, object }, graph]) =>
      graph === null ? quad(subject, property, object) : quad(subject, property, object, graph),
    ),
  { maxLength: 12 },
);

/** A statement said twice is one statement; rdf-isomorphic counts them. */
function distinct(statements: readonly Quad[]): Quad[] {
  const seen = new Map<string, Quad>();
  for (const statement of statements) {
    seen.set(
      [statement.subject, statement.predicate, statement.object, statement.graph].map(key).join(' '),
      statement,
    );
  }
  return [...seen.values()];
}

function key(term: Quad['object'] | Quad['graph']): string {
  return term.termType === 'Literal'
    ? JSON.stringify([term.value, term.language, term.datatype.value])
    : `${term.termType}:${term.value}`;
}

describe('serializeRdf', () => {
  const cases = [
    ['text/turtle', triples],
    ['application/n-triples', triples],
    ['application/rdf+xml', triples],
    ['application/ld+json', quads],
    ['application/n-quads', quads],
    ['application/trig', quads],
  ] as const;
  for (const [mediaType, arbitrary] of cases) {
    it(`writes ${mediaType} that reads back as the same graph`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitrary, fc.boolean(), async (statements, withPrefixes) => {
          const writable =
            mediaType === 'application/rdf+xml'
              ? statements.filter(({ predicate: { value } }) => value !== 'http://example.org/')
              : statements;
          const written = await serializeRdf(writable, mediaType, withPrefixes ? prefixes : undefined);
          const { quads: read } = await parseRdf(written, { mediaType, baseIri });
          assert.ok(isomorphic(distinct(writable), distinct(read)), written);
        }),
        { numRuns: 150 },
      );
    });
  }

  it('declares only the prefixes that are used', async () => {
    const statement = quad(
      namedNode('http://example.org/a'),
      namedNode('http://purl.org/dc/terms/title'),
      literal('A'),
    );
    const written = await serializeRdf([statement], 'text/turtle', prefixes);
    assert.equal(written.match(/@prefix/g)?.length, 1);
    assert.match(written, /dct:title "A"/);
  });

  it('refuses what RDF/XML cannot say, and other media types', async () => {
    const control = quad(namedNode('http://e.org/a'), namedNode('http://e.org/b'), literal('\u0001'));
    await assert.rejects(serializeRdf([control], 'application/rdf+xml'), { code: 'not-acceptable' });
    await assert.rejects(serializeRdf([], 'text/csv'), { code: 'not-acceptable' });
  });

  it('does not let an IRI end early', async () => {
    const sly = quad(namedNode('http://e.org/a> <b> <c> .\n<d'), namedNode('http://e.org/b'), literal('x'));
    const written = await serializeRdf([sly], 'application/n-triples');
    assert.equal(written.trim().split('\n').length, 1);
    assert.doesNotMatch(written, /<b>/);
  });
});

describe('toNTriples', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(triples, (statements) => {
        const read = fromNTriples(toNTriples(statements));
        assert.ok(isomorphic(distinct(statements), distinct(read)));
      }),
    );
  });

  it('names the line of broken N-Triples', () => {
    assert.throws(() => fromNTriples(new TextEncoder().encode('<a:a> <a:b> <a:c> .\n<a:a> <a:b> .\n')), {
      code: 'syntax-error',
      place: { line: 2 },
    });
  });
});
