import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { guardQuery } from '../../../server/query/guard.ts';
import { refuseRecordTerms } from '../../../server/query/refuse-record-terms.ts';

const terms = new Map([
  ['http://example.org/ns#hasSubject', 'property'],
  ['http://example.org/ns#Patient', 'class'],
  ['http://example.org/ns#Cancer', 'concept'],
] as const);
const prefixes =
  'PREFIX e: <http://example.org/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX eucaim: <https://cancerimage.eu/ontology/EUCAIM#> ';
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

/** Where types are left open, a class asks for its things wherever it stands. */
const open = {
  'over two steps of the hierarchy': '?x a ?c . ?c rdfs:subClassOf ?b . ?b rdfs:subClassOf* e:Patient',
  'through another variable': '?x a ?c BIND(?c AS ?d) ?d rdfs:subClassOf* e:Patient',
  'through a sub-select':
    '?x a ?c { SELECT (?d AS ?c) { ?d rdfs:subClassOf ?b . ?b rdfs:subClassOf* e:Patient } }',
  'in a filter': '?x a ?c FILTER(?c = e:Patient)',
  'in a filter, under any predicate': '?x ?t ?d FILTER(?d = e:Patient)',
  'in a filter, under all predicates but one': '?x !e:other ?d FILTER(?d IN (e:Cancer, e:Patient))',
  'as one of some values': 'VALUES ?c { e:Patient } ?x a ?c',
  'as what is bound': 'BIND(e:Patient AS ?c) ?x a ?c',
  'as a subject': '?x a ?c . e:Patient rdfs:label ?l . ?c rdfs:label ?l',
  'below a blank node': '?x a [ rdfs:subClassOf e:Patient ]',
  'along a path': '?x a/rdfs:subClassOf* ?c FILTER(?c = e:Patient)',
  'at the end of a path': '?x a/rdfs:subClassOf* e:Patient',
  'before a path that runs backwards': 'e:Patient ^a ?x',
  'before a path that runs backwards and further': 'e:Patient (^rdfs:subClassOf)*/^a ?x',
  'along a path that runs backwards': '?c ^a ?x . ?c rdfs:subClassOf e:Patient',
  'where an optional part types': 'OPTIONAL { ?x a ?c } FILTER EXISTS { ?c rdfs:subClassOf* e:Patient }',
  'as a concept that is a type': '?x a e:Cancer',
  'as a concept that may be a type': '?x a ?c FILTER(?c = e:Cancer)',
};

const harmless = {
  'a concept as some value of datasets': '?d a dcat:Dataset ; ?p e:Cancer',
  'a concept as some value': '?s ?p e:Cancer',
  'a concept as some value, in a filter': '?s ?p ?o FILTER(?o = e:Cancer)',
  'a concept as a value of things whose types are asked for': '?d a ?t ; eucaim:hasCondition e:Cancer',
  'what is said of a class': 'e:Patient ?p ?o',
  'what is said of the classes below one': '?c rdfs:subClassOf+ e:Patient ; ?p ?o',
  'of what kind the classes below one are': '?c a ?kind ; rdfs:subClassOf* e:Patient',
  'the classes below one': '?c a owl:Class ; rdfs:subClassOf* e:Patient',
  'what is said of a property': 'e:hasSubject ?p ?o',
  'the restrictions on a property':
    '?c rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:hasSubject ; owl:someValuesFrom e:Patient ]',
  'the types of anything': '?x a ?c . ?c rdfs:label ?l',
};

describe('the refusal of record terms', () => {
  for (const [how, pattern] of Object.entries(open)) {
    it(`refuses a class ${how}`, () => {
      assert.throws(() => {
        check(`${prefixes} SELECT * { ${pattern} }`);
      }, MeridianError);
    });
  }

  for (const [what, pattern] of Object.entries(harmless)) {
    it(`lets through ${what}`, () => {
      check(`${prefixes} SELECT * { ${pattern} }`);
    });
  }

  it('reads what a query asks for, not what it declares or constructs', () => {
    check(`${prefixes} CONSTRUCT { ?c a e:Patient ; e:hasSubject ?l } { ?c a owl:Class ; rdfs:label ?l }`);
    check('PREFIX p: <http://example.org/ns#Patient> SELECT * { ?x a ?c }');
  });

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
