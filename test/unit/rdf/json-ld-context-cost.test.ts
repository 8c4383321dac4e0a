import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextCost } from '../../../server/rdf/json-ld-context-cost.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';

const terms = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`t${index}`, `http://example.org/t${index}`]),
);
const nodes = Array.from({ length: 50 }, (_, index) => ({
  '@id': `http://example.org/${index}`,
  '@type': 'T',
  t1: 'x',
}));

describe('contextCost', () => {
  it('is nothing for one context at the top, or at the top of each of several documents', () => {
    assert.equal(contextCost({ '@context': terms, '@graph': nodes }), 0);
    assert.equal(contextCost(nodes.map((node) => ({ '@context': terms, ...node }))), 0);
  });

  it('counts the terms in force wherever a node brings a context', () => {
    const inner = nodes.map((node) => ({ ...node, '@context': { q: 'http://example.org/q' } }));
    assert.equal(contextCost({ '@context': terms, '@graph': inner }), 50 * 101);
  });

  it('counts the terms of scoped contexts for every node', () => {
    const scoped = { T: { '@id': 'http://example.org/T', '@context': terms } };
    assert.equal(contextCost({ '@context': scoped, '@graph': nodes }), 100 * 51);
  });

  it('keeps a small text from taking minutes', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`t${index}`, 'http://example.org/t']),
    );
    const text = JSON.stringify({
      '@context': { T: { '@id': 'http://example.org/T', '@context': many } },
      '@graph': Array.from({ length: 5000 }, () => ({ '@type': 'T', t1: 'x' })),
    });
    const start = performance.now();
    await assert.rejects(
      parseRdf(text, { mediaType: 'application/ld+json', baseIri: 'http://example.org/' }),
      {
        code: 'syntax-error',
      },
    );
    assert.ok(performance.now() - start < 5000);
  });
});
