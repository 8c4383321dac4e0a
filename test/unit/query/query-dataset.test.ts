import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guardQuery } from '../../../server/query/guard.ts';
import { queryDataset } from '../../../server/query/query-dataset.ts';

const dataset = (text: string) => queryDataset(guardQuery(text).syntax, 'http://example.org/sparql');

describe('queryDataset', () => {
  it('gives the graphs of FROM and FROM NAMED as absolute IRIs', () => {
    const text = `BASE <http://example.org/base/> PREFIX : <graph/> PREFIX g: <http://example.org/g#>
      SELECT ?s FROM :a FROM <b> FROM NAMED g:c FROM NAMED <URN:x> WHERE { ?s ?p ?o }`;
    assert.deepEqual(dataset(text), {
      defaultGraphs: ['http://example.org/base/graph/a', 'http://example.org/base/b'],
      namedGraphs: ['http://example.org/g#c', 'URN:x'],
    });
  });

  it('resolves against the address that was asked where the query has no base', () => {
    assert.deepEqual(dataset('ASK FROM <graph> {}'), {
      defaultGraphs: ['http://example.org/graph'],
      namedGraphs: [],
    });
  });

  it('is undefined for a query without FROM', () => {
    assert.equal(dataset('ASK { GRAPH <http://example.org/a> { ?s ?p ?o } }'), undefined);
  });
});
