import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownStatements } from '../../../server/catalogue/own-statements.ts';
import { literal, namedNode, quad } from '../../../server/rdf/terms.ts';
import { dct } from '../../../server/rdf/vocabulary.ts';

const nodes = ['north', 'south'].map((id) => ({ id, title: id, url: `http://${id}.example.org` }));
const titled = (iri: string) => quad(namedNode(iri), dct.title, literal('A title'));

describe('the statements that a hub takes from a node', () => {
  it('leave out what is said of things that another node minted, and name them', () => {
    const mine = titled('http://north.example.org/id/north/dataset/1');
    const elsewhere = titled('http://data.example.org/dataset/7');
    const taken = titled('http://south.example.org/id/south/dataset/1');
    const { own, foreign } = ownStatements([mine, elsewhere, taken], 'north', nodes);
    assert.deepEqual(own, [mine, elsewhere]);
    assert.deepEqual(foreign, ['http://south.example.org/id/south/dataset/1']);
  });
});
