import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { MeridianError } from '../../../server/errors.ts';
import { loadComunica, type Comunica } from '../../../server/federate/comunica.ts';
import { makePlan } from '../../../server/federate/plan/make-plan.ts';
import type { Plan } from '../../../server/federate/plan/plan.ts';
import { readAlgebra } from '../../../server/federate/plan/read-algebra.ts';
import { planesOf, prefixes, sampleOntology } from '../../support/federated-sample.ts';

const planes = planesOf(sampleOntology());

/** How a plan answers: by one leaf alone, or by what remains over several. */
function formOf({ leaves, residual }: Plan): string {
  if (leaves.length === 0) return 'hub';
  const asked = leaves.map(({ ask, merge }) => (ask === 'one' ? 'one' : `all as ${merge}`)).join(', ');
  return residual.type === 'leaf' ? asked : `${asked}; then the hub`;
}

const plans: readonly (readonly [string, string])[] = [
  ['SELECT ?p { ?p x:age ?a }', 'all as bag'],
  ['SELECT ?p { ?p x:age ?a ; x:sex ?s FILTER(?a > 3) BIND(?a + 1 AS ?b) }', 'all as bag'],
  ['SELECT ?p { ?p x:condition ?c . ?c skos:broader* c:1 }', 'all as bag'],
  ['SELECT ?s { ?s eucaim:hasSubject ?p . ?z eucaim:inheresIn ?p }', 'all as bag'],
  ['SELECT ?p { ?p x:age ?a OPTIONAL { ?p x:sex ?s } }', 'all as bag'],
  ['SELECT ?p { ?p x:age ?a FILTER NOT EXISTS { ?p x:sex ?s } }', 'all as bag'],
  ['SELECT ?p { ?p x:age ?a MINUS { ?p x:sex ?s } }', 'all as bag'],
  ['SELECT ?d { ?d x:keyword ?k ; ?any ?thing ; rdfs:label ?l }', 'all as bag'],
  ['SELECT ?d { <http://example.org/d> x:a ?a . <http://example.org/d> x:b ?b }', 'all as bag'],
  ['SELECT ?p (COUNT(*) AS ?n) { ?p x:visit ?v } GROUP BY ?p HAVING (COUNT(*) > 2)', 'all as bag'],
  ['SELECT DISTINCT ?p { ?p x:visit ?v }', 'all as bag'],
  ['SELECT ?c ?e { ?c mer:searchEquivalent ?e }', 'one'],
  ['SELECT ?c ?l { ?c mer:searchEquivalent c:1 ; skos:prefLabel ?l }', 'one'],
  ['SELECT (COUNT(*) AS ?n) { ?c mer:shownAs ?d ; a skos:Concept }', 'one'],
  ['SELECT ?c { VALUES ?c { c:1 c:2 } ?c mer:searchEquivalent+ c:0 }', 'one'],
  ['SELECT ?c { ?c mer:searchEquivalent ?e } LIMIT 3', 'one'],
  ['SELECT ?d ?v { ?d owl:versionInfo ?v }', 'all as set'],
  ['SELECT ?d ?o { ?d owl:sameAs ?o }', 'all as set'],
  ['SELECT ?d ?n { ?d skos:notation ?n }', 'all as set'],
  ['SELECT ?d { ?d a owl:Thing }', 'all as bag'],
  ['SELECT ?c ?l { ?c skos:broader c:1 ; skos:prefLabel ?l }', 'all as set'],
  ['SELECT ?c { ?c a skos:Concept MINUS { ?c skos:notation ?n } }', 'all as set'],
  ['SELECT (COUNT(*) AS ?n) { ?c a skos:Concept }', 'all as set; then the hub'],
  ['SELECT ?c { ?c a skos:Concept ; rdfs:label ?l }', 'all as set; then the hub'],
  ['SELECT ?c { ?c skos:broader+ c:0 }', 'all as set'],
  ['SELECT ?c { c:0 (^skos:broader)+ ?c }', 'all as set'],
  ['SELECT ?c { ?c a skos:Concept } LIMIT 3', 'all as set; then the hub'],
  ['SELECT ?p ?l { ?p x:condition ?c . ?c rdfs:label ?l }', 'all as bag'],
  ['SELECT ?p ?m { ?p x:condition ?c . ?c skos:exactMatch ?e . ?e skos:prefLabel ?m }', 'all as bag'],
  ['SELECT ?p ?l { ?p x:condition ?c OPTIONAL { ?c skos:prefLabel ?l } }', 'all as bag'],
  ['SELECT ?p { ?p x:condition ?c FILTER NOT EXISTS { ?c skos:notation ?n } }', 'all as bag'],
  [
    'SELECT ?l (COUNT(?p) AS ?n) { ?p x:condition ?c . ?c rdfs:label ?l } GROUP BY ?l',
    'all as bag; then the hub',
  ],
  [
    'SELECT ?p ?q { ?p x:condition ?c . ?q x:modality ?c . ?c skos:prefLabel ?l }',
    'all as bag, all as bag; then the hub',
  ],
  ['SELECT ?x ?l { ?x rdfs:label ?l }', 'all as set'],
  ['SELECT ?p ?o { <http://example.org/d> ?p ?o }', 'all as set'],
  ['SELECT ?x ?y { VALUES (?x ?y) { (1 2) } }', 'hub'],
  ['SELECT DISTINCT ?k { ?d x:keyword ?k }', 'all as set; then the hub'],
  ['SELECT (AVG(?a) AS ?m) { ?p x:age ?a }', 'all as bag; then the hub'],
  ['SELECT (COUNT(DISTINCT ?a) AS ?m) { ?p x:age ?a }', 'all as set; then the hub'],
  ['SELECT ?p { ?p x:age ?a } ORDER BY ?a LIMIT 3', 'all as bag; then the hub'],
  ['SELECT ?p { ?p x:age ?a FILTER(RAND() < 0.5) }', 'all as bag; then the hub'],
  ['SELECT ?p ?q { ?p x:condition ?c . ?q x:condition ?c }', 'all as bag, all as bag; then the hub'],
  [
    'SELECT ?p ?q { ?p x:condition ?c OPTIONAL { ?q x:modality ?c } }',
    'all as bag, all as bag; then the hub',
  ],
  [
    'SELECT ?c ?p { ?c mer:searchEquivalent c:1 OPTIONAL { ?p x:condition ?c } }',
    'one, all as bag; then the hub',
  ],
  [
    'SELECT ?c ?p { ?c skos:broader c:1 OPTIONAL { ?p x:condition ?c } }',
    'all as set, all as bag; then the hub',
  ],
  ['SELECT ?x { { ?x mer:searchEquivalent c:1 } UNION { ?x x:age ?a } }', 'one, all as bag; then the hub'],
  ['SELECT ?x { { ?x a skos:Concept } UNION { ?x x:age ?a } }', 'all as set, all as bag; then the hub'],
  ['SELECT ?q { ?q x:condition ?p { SELECT ?p { ?p x:age ?a ; x:seen ?q } } }', 'all as bag'],
];

describe('makePlan', () => {
  let comunica: Comunica;
  before(async () => {
    comunica = await loadComunica();
  });

  async function planOf(query: string): Promise<Plan> {
    const context = { '@comunica/bus-query-operation:querySources': [] } as unknown as { sources: [string] };
    const { data } = (await comunica.engine.explain(prefixes + query, context, 'parsed')) as {
      data: unknown;
    };
    return makePlan(readAlgebra(data), planes, { maximumRows: 1000, maximumAnswerRows: 5000 });
  }

  for (const [query, form] of plans) {
    it(`asks ${form} for ${query}`, async () => {
      assert.equal(formOf(await planOf(query)), form);
    });
  }

  const refused: readonly (readonly [string, RegExp])[] = [
    ['SELECT ?p { SERVICE <http://example.org/> { ?p x:age ?a } }', /^SERVICE/],
    ['SELECT ?p { GRAPH x:g { ?p x:age ?a } }', /^GRAPH/],
    ['SELECT ?c { ?c a skos:Concept FILTER NOT EXISTS { ?p x:condition ?c } }', /EXISTS/],
    ['SELECT ?p { ?p x:condition ?c FILTER EXISTS { ?q x:modality ?c } }', /EXISTS/],
    ['SELECT ?p { ?p x:condition ?c MINUS { ?q x:modality ?c } }', /^MINUS/],
    ['SELECT ?a ?b { ?a skos:broader* ?b }', /no steps/],
    ['SELECT ?a ?b { ?a x:part* ?b }', /no steps/],
    ['SELECT ?a ?b { ?a (x:part|skos:broader)+ ?b }', /ontology and data/],
    ['SELECT ?a ?b { ?a (x:c/^x:c)+ ?b }', /backwards/],
    ['SELECT ?a ?b { ?a (skos:broader/^skos:broader)+ ?b }', /backwards/],
    ['SELECT ?c { ?c skos:broader ?m FILTER NOT EXISTS { ?m skos:prefLabel ?l } }', /EXISTS/],
    ['SELECT ?a ?b { ?a !x:c ?b }', /negated/],
    ['SELECT (x:f(?b) AS ?c) { ?a x:c ?b }', /function/],
  ];
  for (const [query, reason] of refused) {
    it(`refuses ${query}`, async () => {
      await assert.rejects(planOf(query), (error: unknown) => {
        assert.ok(error instanceof MeridianError);
        assert.equal(error.code, 'unsupported-query');
        assert.match(error.message, reason);
        return true;
      });
    });
  }

  it('sends partial aggregates', async () => {
    const { leaves } = await planOf(
      'SELECT ?s (AVG(?a) AS ?m) (COUNT(DISTINCT ?p) AS ?n) { ?p x:sex ?s ; x:age ?a } GROUP BY ?s',
    );
    assert.match(
      leaves[0]?.text ?? '',
      /^SELECT \?s \(SUM\(\?a\) .*\(COUNT\(\?a\) .*\(COUNT\(DISTINCT \?p\) .* GROUP BY \?s LIMIT 1001$/,
    );
  });

  it('sends the order and as many rows as a page may need', async () => {
    const { leaves } = await planOf('SELECT ?p { ?p x:age ?a } ORDER BY DESC(?a) LIMIT 10 OFFSET 20');
    assert.match(leaves[0]?.text ?? '', /^SELECT \?p \?a WHERE .* ORDER BY DESC\(\?a\) LIMIT 30$/);
  });

  it('moves a filter to the part it speaks of, and ships only columns that are read', async () => {
    const { leaves } = await planOf(
      'SELECT ?p ?q { ?p x:condition ?c ; x:age ?a . ?q x:modality ?c FILTER(?a > 60 && ?p != ?q) }',
    );
    assert.deepEqual(
      leaves.map((leaf) => leaf.variables),
      [
        ['p', 'c'],
        ['q', 'c'],
      ],
    );
    assert.match(leaves[0]?.text ?? '', /FILTER\(\(\?a > /);
  });

  it('knows which answers stay true when a node is missing', async () => {
    const monotone = async (query: string): Promise<boolean> => (await planOf(query)).isMonotone;
    assert.equal(await monotone('SELECT ?p { ?p x:age ?a OPTIONAL { ?p x:sex ?s } }'), true);
    assert.equal(await monotone('SELECT (COUNT(*) AS ?n) { ?p x:age ?a }'), true);
    assert.equal(await monotone('SELECT ?p ?q { ?p x:condition ?c . ?q x:condition ?c }'), true);
    assert.equal(await monotone('SELECT ?p ?q { ?p x:condition ?c OPTIONAL { ?q x:modality ?c } }'), false);
    assert.equal(
      await monotone('SELECT ?p { ?p x:age ?a { SELECT (AVG(?b) AS ?m) { ?q x:age ?b } } FILTER(?a > ?m) }'),
      false,
    );
  });
});
