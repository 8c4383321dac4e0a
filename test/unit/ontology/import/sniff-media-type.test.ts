import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sniffMediaType } from '../../../../server/ontology/import/sniff-media-type.ts';
import { owl } from '../../../../server/rdf/vocabulary.ts';

const sniff = (text: string, file = 'x.owl'): string => sniffMediaType(file, new TextEncoder().encode(text));

describe('the media type of a file', () => {
  const cases: readonly (readonly [what: string, text: string, mediaType: string])[] = [
    ['a DOCTYPE', '<!DOCTYPE rdf:RDF>\n<rdf:RDF/>', 'application/rdf+xml'],
    [
      'a DOCTYPE with entities',
      '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n<!ENTITY owl "urn:owl" >\n] >\n<!-- x --><rdf:RDF/>',
      'application/rdf+xml',
    ],
    ['a DOCTYPE in small letters', '<!doctype RDF><RDF/>', 'application/rdf+xml'],
    ['a DOCTYPE of HTML', '<!DOCTYPE html><html/>', 'text/html'],
    ['a DOCTYPE with words that begin like HTML', '<!DOCTYPE htmlish><rdf:RDF/>', 'application/rdf+xml'],
    ['comments and declarations', '\uFEFF# a\n# b\n@prefix x: <urn:x> .', 'text/turtle'],
  ];
  for (const [what, text, mediaType] of cases) {
    it(`is told after ${what}`, () => {
      assert.equal(sniff(text), mediaType);
    });
  }

  for (const end of ['', '[', '>', '[]', '[ ] x']) {
    it(`is told at once where blanks and "${end}" follow a DOCTYPE`, () => {
      // Patterns that try every way to share the blanks out take longer than any test run.
      assert.equal(sniff(`<!DOCTYPE${' '.repeat(60_000)}${end}${' '.repeat(4000)}`, 'x.ttl'), 'text/turtle');
    });
  }

  it('refuses OWL/XML, whatever is written first', () => {
    for (const attributes of [`xmlns="${owl.namespace}"`, `a="b"\n xmlns:o="${owl.namespace}"`])
      assert.throws(() => sniff(`<!DOCTYPE Ontology [ ]>\n<Ontology ${attributes}/>`), /is OWL\/XML/);
    assert.equal(sniff(`<Ontology/><x xmlns="${owl.namespace}"/>`, 'x.rdf'), 'application/rdf+xml');
  });
});
