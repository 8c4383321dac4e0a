import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { MeridianError } from '../../../server/errors.ts';
import { fromNTriples } from '../../../server/rdf/n-triples.ts';
import { parseRdf } from '../../../server/rdf/parse-rdf.ts';

const rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
/** Each text holds the planted word where the parser meets its fault. */
const faults: readonly (readonly [mediaType: string, text: string, kind: RegExp])[] = [
  ['text/turtle', '<a> <b> "Zqmeyer', /text is not closed/],
  ['text/turtle', '<a> <b> "Zqmeyer" zqmeyer:x .', /prefix is not declared|dot, semicolon/],
  ['text/turtle', '<a> <b> zqmeyer:x .', /prefix is not declared/],
  ['text/turtle', '<a> <b> <zqmeyer anna> .', /IRI is not closed, or holds a blank/],
  ['text/turtle', '<a> <b> <Zqmeyer> <d> .', /dot, semicolon, comma or bracket is missing/],
  ['text/turtle', 'zqmeyer', /no prefixed name/],
  ['text/turtle', '<a> <b> "x"@zqmeyer_1 .', /language tag/],
  ['text/turtle', '@zqmeyer x .', /something else stands where a term is wanted|no keyword/],
  ['text/turtle', '<a> <b> ( <zqmeyer>', /ends within a statement/],
  ['application/n-quads', '<http://a> <http://b> "zqmeyer"^^zqmeyer .', /no prefixed name/],
  ['application/ld+json', '{"zqmeyer": 1}', /did not expand into an absolute IRI/],
  ['application/ld+json', '{"@id": "zq meyer", "@context": {"a": "http://a/"}, "a": 1}', /@id/],
  ['application/ld+json', '{"@context": "http://zqmeyer/"}', /context/],
  ['application/ld+json', '{"@context": {"@version": "zqmeyer"}}', /not valid JSON-LD/],
  ['application/ld+json', '{"a": zqmeyer}', /a character is not expected/],
  ['application/ld+json', '{"a" "zqmeyer"}', /"\\?"" is not expected/],
  ['application/rdf+xml', '<a><zqmeyer></a>', /closed under another name/],
  ['application/rdf+xml', '<zqmeyer>', /not closed/],
  ['application/rdf+xml', '<a x=zqmeyer/>', /no value in quotes/],
  ['application/rdf+xml', '<zqmeyer:a/>', /prefix is not declared/],
  ['application/rdf+xml', '<a>&zqmeyer;</a>', /entity/],
  ['application/rdf+xml', '<zqmeyer>x</zqmeyer>', /Text stands beside/],
  [
    'application/rdf+xml',
    `<rdf:RDF ${rdf} xmlns:e="http://e/"><rdf:Description><e:p xml:lang="zq meyer">a</e:p></rdf:Description></rdf:RDF>`,
    /language tag/,
  ],
];

function assertKind(kind: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof MeridianError);
    assert.match(error.message, kind);
    const { message, place, advice, cause } = error;
    assert.doesNotMatch(inspect([message, place, advice, cause]), /zq ?meyer/i);
    return true;
  };
}

describe('what parsers say of a text', () => {
  for (const [mediaType, text, kind] of faults) {
    it(`names the kind of fault and no word of ${JSON.stringify(text)}`, async () => {
      await assert.rejects(
        parseRdf(text, { mediaType, baseIri: 'http://127.0.0.1/', file: 'a' }),
        assertKind(kind),
      );
    });
  }

  it('names the kind of fault and no word of stored N-Triples', () => {
    assert.throws(
      () => fromNTriples(Buffer.from('<http://a> <http://b> "zqmeyer')),
      assertKind(/not closed/),
    );
  });
});
