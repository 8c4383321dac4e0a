import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { guardQuery } from '../../../server/query/guard.ts';
import { refuseRecordTerms } from '../../../server/query/refuse-record-terms.ts';

const terms = new Set(['http://example.org/ns#hasSubject', 'http://example.org/ns#Patient']);
const check = (text: string): void => {
  const { syntax } = guardQuery(text);
  refuseRecordTerms(text, syntax, 'http://example.org/', terms);
};

const asking = {
  'by a property': 'SELECT * { ?study <http://example.org/ns#hasSubject> ?p }',
  'by a prefixed property': 'PREFIX e: <http://example.org/ns#> SELECT * { ?study e:hasSubject ?p }',
  'by a class': 'PREFIX e: <http://example.org/ns#> SELECT (COUNT(*) AS ?n) { ?p a e:Patient }',
  'by a class in a path': 'PREFIX e: <http://example.org/ns#> SELECT * { ?p e:other/a e:Patient }',
  'by a class that types are looked up below':
    'PREFIX e: <http://example.org/ns#> SELECT * { ?p a ?c . ?c e:below* e:Patient }',
  'by a class under any predicate': 'PREFIX e: <http://example.org/ns#> SELECT * { ?p ?any e:Patient }',
  'by a class under all predicates but one':
    'PREFIX e: <http://example.org/ns#> SELECT * { ?p !e:other e:Patient }',
  'in a property path': 'PREFIX e: <http://example.org/ns#> SELECT * { ?p ^e:hasSubject/e:other ?x }',
  'in a sub-select and NOT EXISTS':
    'PREFIX e: <http://example.org/ns#> SELECT * { ?d ?q ?r { SELECT ?s { FILTER NOT EXISTS { ?s e:hasSubject ?p } } } }',
  'by a relative IRI': 'BASE <http://example.org/> SELECT * { ?study <ns#hasSubject> ?p }',
  'in a graph and a CONSTRUCT':
    'PREFIX e: <http://example.org/ns#> CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s e:hasSubject ?o . ?s ?p ?o } }',
};

describe('the refusal of record terms', () => {
  for (const [how, text] of Object.entries(asking)) {
    it(`names the term, its place and the way to count: ${how}`, () => {
      assert.throws(
        () => {
          check(text);
        },
        (error) =>
          error instanceof MeridianError &&
          error.code === 'unsupported-query' &&
          error.place?.line === 1 &&
          error.advice?.includes('/cohorts/count') === true,
      );
    });
  }

  it('lets through what asks for other things, or what a record term means', () => {
    check('SELECT * { ?d a <http://www.w3.org/ns/dcat#Dataset> }');
    check(
      'SELECT ?label { <http://example.org/ns#hasSubject> <http://www.w3.org/2000/01/rdf-schema#label> ?label }',
    );
    check('SELECT * { ?s ?p ?o } LIMIT 1');
    check(
      'PREFIX e: <http://example.org/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT * { ?c rdfs:subClassOf* e:Patient . ?p rdfs:domain e:Patient ; rdfs:subPropertyOf e:hasSubject }',
    );
    check('PREFIX e: <http://example.org/ns#> SELECT * { ?dataset e:hasPopulation e:Patient }');
  });
});
