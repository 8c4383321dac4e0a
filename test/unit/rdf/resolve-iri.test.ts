import assert from 'node:assert/strict';
import { it } from 'node:test';
import { resolveIri } from '../../../server/rdf/resolve-iri.ts';

const base = 'http://a/b/c/d;p?q';

/** RFC 3986 sections 5.4.1 and 5.4.2. */
const examples: Readonly<Record<string, string>> = {
  'g:h': 'g:h',
  g: 'http://a/b/c/g',
  './g': 'http://a/b/c/g',
  'g/': 'http://a/b/c/g/',
  '/g': 'http://a/g',
  '//g': 'http://g',
  '?y': 'http://a/b/c/d;p?y',
  'g?y': 'http://a/b/c/g?y',
  '#s': 'http://a/b/c/d;p?q#s',
  'g?y#s': 'http://a/b/c/g?y#s',
  ';x': 'http://a/b/c/;x',
  '': 'http://a/b/c/d;p?q',
  '.': 'http://a/b/c/',
  './': 'http://a/b/c/',
  '..': 'http://a/b/',
  '../g': 'http://a/b/g',
  '../..': 'http://a/',
  '../../g': 'http://a/g',
  '../../../g': 'http://a/g',
  '/./g': 'http://a/g',
  '/../g': 'http://a/g',
  'g.': 'http://a/b/c/g.',
  '..g': 'http://a/b/c/..g',
  './g/.': 'http://a/b/c/g/',
  'g/../h': 'http://a/b/c/h',
  'g?y/../x': 'http://a/b/c/g?y/../x',
  'g#s/../x': 'http://a/b/c/g#s/../x',
};

it('resolves the examples of RFC 3986', () => {
  for (const [iri, resolved] of Object.entries(examples)) assert.equal(resolveIri(iri, base), resolved, iri);
});

it('resolves against a base without a path, and one without an authority', () => {
  assert.equal(resolveIri('g', 'http://a'), 'http://a/g');
  assert.equal(resolveIri('g', 'urn:x:y'), 'urn:g');
});

it('keeps an absolute IRI as it is written', () => {
  for (const iri of ['HTTP://Example.org:80', 'http://a/b/../c', 'javascript:x']) {
    assert.equal(resolveIri(iri, base), iri);
  }
});
