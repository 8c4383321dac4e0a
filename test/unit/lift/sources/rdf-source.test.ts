import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openRdf } from '../../../../server/lift/sources/rdf-source.ts';
import { literal, namedNode, quad } from '../../../../server/rdf/terms.ts';
import { xsd } from '../../../../server/rdf/vocabulary.ts';

const [a, p] = [namedNode('http://example.org/a'), namedNode('http://example.org/p')];
const delivery = {
  quads: [
    quad(a, p, a),
    quad(a, p, literal('x', 'en')),
    quad(a, p, literal('1', xsd.integer)),
    quad(a, p, literal('plain')),
  ],
  place: (node: string) => (node === a.value ? { file: 'a.ttl', line: 3 } : { file: 'a.ttl' }),
};

describe('openRdf', () => {
  it('gives the terms of solutions with what they are, and where the files speak of them', async () => {
    const source = openRdf('SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY STR(?o)', delivery);
    const slot = source.reference('?o');
    const values = [];
    for await (const record of source.records()) {
      values.push(...record.read(slot));
      assert.deepEqual(record.origin, { file: 'a.ttl', line: 3 });
    }
    assert.deepEqual(values, [
      { lexical: '1', datatype: xsd.integer },
      { lexical: a.value, iri: true },
      'plain',
      { lexical: 'x', language: 'en' },
    ]);
  });

  it('refuses queries that cannot be read or select nothing, before there is any data', () => {
    for (const query of ['SELECT', 'ASK { ?s ?p ?o }', undefined]) {
      assert.throws(() => openRdf(query, undefined), { code: 'bad-mapping' });
    }
  });
});
