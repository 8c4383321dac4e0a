import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { parseTurtle, parseTurtleSync } from '../../../server/rdf/parse-turtle.ts';
import { ontologyFolder } from '../../support/ontology.ts';

const options = { mediaType: 'text/turtle', baseIri: 'http://example.org/', file: 'a.ttl' };

describe('parseTurtleSync', () => {
  it('gives the statements, prefixes and places that parseTurtle gives', async () => {
    for (const name of ['prefixes.ttl', 'core.ttl', 'attributes.ttl', 'vocabularies/sex.ttl']) {
      const text = readFileSync(join(ontologyFolder, name), 'utf8');
      const once = parseTurtleSync(text, options);
      const later = await parseTurtle(text, options);
      assert.equal(once.quads.length, later.quads.length);
      assert.deepEqual(once.prefixes, later.prefixes);
      for (const { subject, predicate } of once.quads) {
        if (subject.termType === 'BlankNode') continue;
        assert.deepEqual(
          once.place(subject.value, predicate.value),
          later.place(subject.value, predicate.value),
        );
      }
    }
  });

  it('reads N-Triples by line', () => {
    const text = '<http://a> <http://b> <http://c> .\n';
    assert.equal(parseTurtleSync(text, { ...options, mediaType: 'application/n-triples' }).quads.length, 1);
  });

  const broken = [
    ['<a> <b> <c> .\n<a> dct:title "x" .', 2],
    ['<a> <b> <c> .\n\n<a b> <b> <c> .', 3],
    ['<a> <b> "x\n .', 1],
    ['<a> <b> <c> .\n<a> <b> <<( <a> <b> <c> )>> .', 2],
    ['<a> <b>', 1],
  ] as const;
  for (const [text, line] of broken) {
    it(`throws with file and line for ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseTurtleSync(text, options),
        (error) =>
          error instanceof MeridianError &&
          error.code === 'syntax-error' &&
          error.place?.file === 'a.ttl' &&
          error.place.line === line,
      );
    });
  }
});
