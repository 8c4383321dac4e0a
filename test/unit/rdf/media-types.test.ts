import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  mediaTypeOfFile,
  rdfMediaTypes,
  rdfSyntax,
  writtenRdfMediaTypes,
} from '../../../server/rdf/media-types.ts';

describe('media types', () => {
  it('are told from the name of a file', () => {
    assert.equal(mediaTypeOfFile('catalogue/a.TTL'), 'text/turtle');
    assert.equal(mediaTypeOfFile('a.b.jsonld'), 'application/ld+json');
    assert.equal(mediaTypeOfFile('a.owl'), 'application/rdf+xml');
    assert.equal(mediaTypeOfFile('pages/a.html'), 'text/html');
    assert.equal(mediaTypeOfFile('a.xhtml'), 'application/xhtml+xml');
    assert.equal(mediaTypeOfFile('PERSON.csv'), undefined);
  });

  it('are found without their parameters, in any case, and by their other names', () => {
    assert.equal(rdfSyntax('Text/Turtle;charset=utf-8')?.name, 'Turtle');
    assert.equal(rdfSyntax('application/x-trig')?.name, 'TriG');
    assert.equal(rdfSyntax('text/csv'), undefined);
  });

  it('are written but for pages with RDFa, which are only read', () => {
    const readOnly = rdfMediaTypes
      .map(({ mediaType }) => mediaType)
      .filter((each) => !writtenRdfMediaTypes.includes(each));
    assert.deepEqual(readOnly, ['text/html', 'application/xhtml+xml']);
  });
});
