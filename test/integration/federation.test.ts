import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { Store } from 'oxigraph';
import { MeridianError } from '../../server/errors.ts';
import { Federation } from '../../server/federate/federation.ts';
import { planesOf, prefixes, sampleNode, sampleOntology } from '../support/federated-sample.ts';
import { solutionsIn, solutionsOf } from '../support/solutions.ts';
import { startSparqlNode, type Behaviour, type SparqlNode } from '../support/sparql-node.ts';

/** What is asked, and how often all three nodes together are asked for it. */
const queries: readonly (readonly [string, string, number])[] = [
  ['rows of one pattern', 'SELECT ?p ?c { ?p eucaim:hasCondition ?c }', 3],
  [
    'a star with a label of the ontology',
    'SELECT ?d ?l { ?d a dcat:Dataset ; eucaim:hasImageModality ?m . ?m skos:prefLabel ?l }',
    3,
  ],
  [
    'a chain of local links',
    'SELECT ?p ?n { ?s eucaim:hasSubject ?p ; eucaim:Composed_Of ?r . ?r eucaim:NumberOfInstances ?n . ?p x:age ?a FILTER(?a > 40) }',
    3,
  ],
  ['a facet count', 'SELECT ?c (COUNT(*) AS ?n) { ?p a x:Patient ; eucaim:hasCondition ?c } GROUP BY ?c', 3],
  [
    'a facet count with HAVING and order',
    'SELECT ?s (COUNT(?p) AS ?n) { ?p eucaim:hasBirthSex ?s ; x:age ?a } GROUP BY ?s HAVING (COUNT(*) > 10) ORDER BY DESC(?n) ?s',
    3,
  ],
  [
    'owned things counted once, through the hierarchy',
    'SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p eucaim:hasCondition/skos:broader* c:1 }',
    3,
  ],
  [
    'concepts counted once',
    'SELECT ?s (COUNT(DISTINCT ?c) AS ?n) { ?p eucaim:hasBirthSex ?s ; eucaim:hasCondition ?c } GROUP BY ?s',
    3,
  ],
  [
    'all aggregates by sex',
    'SELECT ?s (AVG(?a) AS ?m) (SUM(?w) AS ?t) (MIN(?a) AS ?l) (MAX(?w) AS ?h) { ?p eucaim:hasBirthSex ?s ; x:age ?a ; x:weight ?w } GROUP BY ?s',
    3,
  ],
  [
    'all aggregates over nothing',
    'SELECT (COUNT(*) AS ?n) (SUM(?a) AS ?t) (MIN(?a) AS ?l) (AVG(?a) AS ?m) { ?p x:age ?a FILTER(?a > 1000) }',
    3,
  ],
  [
    'aggregates where one node has nothing',
    'SELECT (MIN(?a) AS ?l) (MAX(?a) AS ?h) (AVG(?a) AS ?m) (COUNT(*) AS ?n) { ?p x:age ?a FILTER(STRSTARTS(STR(?p), "https://north") || ?a > 75) }',
    3,
  ],
  [
    'a mean over distinct values',
    'SELECT (AVG(DISTINCT ?a) AS ?m) (SUM(DISTINCT ?a) AS ?t) { ?p x:age ?a }',
    3,
  ],
  [
    'distinct and plain aggregates together',
    'SELECT ?s (COUNT(DISTINCT ?c) AS ?n) (COUNT(?c) AS ?k) { ?p eucaim:hasBirthSex ?s ; eucaim:hasCondition ?c } GROUP BY ?s',
    3,
  ],
  [
    'a group per owned thing',
    'SELECT ?d (COUNT(DISTINCT ?c) AS ?n) { ?p dct:isPartOf ?d ; eucaim:hasCondition ?c . ?d a dcat:Dataset } GROUP BY ?d HAVING (COUNT(?c) > 2)',
    3,
  ],
  [
    'a count of counts',
    'SELECT ?n (COUNT(*) AS ?k) { SELECT ?p (COUNT(?s) AS ?n) { ?s eucaim:hasSubject ?p } GROUP BY ?p } GROUP BY ?n',
    3,
  ],
  [
    'a mean of sub-select counts',
    'SELECT (AVG(?n) AS ?m) { { SELECT ?p (COUNT(?s) AS ?n) { ?s eucaim:hasSubject ?p } GROUP BY ?p } }',
    3,
  ],
  ['distinct values', 'SELECT DISTINCT ?k { ?d dcat:keyword ?k }', 3],
  [
    'the first rows in order',
    'SELECT ?p ?a { ?p a x:Patient ; x:age ?a } ORDER BY DESC(?a) ?p LIMIT 12 OFFSET 5',
    3,
  ],
  ['the first rows by a key that is not shown', 'SELECT ?p { ?p x:weight ?w } ORDER BY ?w ?p LIMIT 7', 3],
  ['the first titles', 'SELECT ?d ?t { ?d a dcat:Dataset ; dct:title ?t } ORDER BY ?t ?d LIMIT 11', 3],
  ['texts in the order of code points', 'SELECT DISTINCT ?w { ?d x:word ?w } ORDER BY DESC(?w) LIMIT 4', 3],
  ['the first and last of texts', 'SELECT (MIN(?w) AS ?l) (MAX(?w) AS ?h) { ?d x:word ?w }', 3],
  [
    'texts compared over nodes',
    'SELECT ?v ?w { ?d x:word ?v ; dcat:keyword ?k . ?e x:word ?w ; dcat:keyword ?k FILTER(?v < ?w && ?w != "Zoo" && ?v NOT IN ("aorta")) }',
    6,
  ],
  ['the first distinct values', 'SELECT DISTINCT ?a { ?p x:age ?a } ORDER BY ?a LIMIT 9', 3],
  [
    'distinct values by a hidden key',
    'SELECT DISTINCT ?s { ?p eucaim:hasBirthSex ?s ; x:weight ?w } ORDER BY DESC(?w) LIMIT 1',
    3,
  ],
  ['OPTIONAL on the same thing', 'SELECT ?p ?c { ?p a x:Patient OPTIONAL { ?p eucaim:hasCondition ?c } }', 3],
  [
    'OPTIONAL with a shared predicate',
    'SELECT ?d ?t { ?d a dcat:Dataset OPTIONAL { ?d dct:description ?t } }',
    3,
  ],
  [
    'OPTIONAL in the ontology',
    'SELECT ?d ?e { ?d eucaim:hasImageModality ?m OPTIONAL { ?m mer:searchEquivalent ?e } }',
    3,
  ],
  [
    'NOT EXISTS on the same thing',
    'SELECT ?p { ?p a x:Patient FILTER NOT EXISTS { ?s eucaim:hasSubject ?p } }',
    3,
  ],
  ['MINUS on the same thing', 'SELECT ?p { ?p a x:Patient MINUS { ?p eucaim:hasCondition ?c } }', 3],
  [
    'EXISTS in the ontology',
    'SELECT ?p { ?p eucaim:hasCondition ?c FILTER EXISTS { ?c skos:broader c:0 } }',
    3,
  ],
  ['UNION of owned things', 'SELECT ?x ?v { { ?x x:age ?v } UNION { ?x dcat:byteSize ?v } }', 3],
  [
    'UNION of ontology and data',
    'SELECT ?x { { ?x skos:broader c:2 } UNION { ?x eucaim:hasCondition c:2 } }',
    6,
  ],
  ['VALUES', 'SELECT ?p ?c { VALUES ?c { c:3 c:4 c:5 } ?p eucaim:hasCondition ?c }', 3],
  [
    'BIND and functions',
    'SELECT ?p ?g { ?p x:age ?a BIND(IF(?a >= 65, "old"@en, "young"@en) AS ?g) FILTER(?a IN (20, 65, 66, 70) || REGEX(STR(?p), "/1$")) }',
    3,
  ],
  ['the ontology alone', 'SELECT ?c ?l { ?c mer:searchEquivalent ?e ; skos:prefLabel ?l }', 1],
  ['a count of the ontology', 'SELECT (COUNT(*) AS ?n) { ?c mer:searchEquivalent+ ?e }', 1],
  [
    'a slice of the ontology',
    'SELECT ?l { ?c mer:searchEquivalent ?e ; skos:prefLabel ?l } ORDER BY ?l LIMIT 3',
    1,
  ],
  ['concepts of whoever states any', 'SELECT ?c ?l { ?c skos:broader+ c:1 ; skos:prefLabel ?l }', 3],
  ['concepts from the other end', 'SELECT ?c ?l { c:1 (^skos:broader)+ ?c . ?c skos:prefLabel ?l }', 3],
  ['a count of concepts', 'SELECT (COUNT(*) AS ?n) { ?c a skos:Concept }', 3],
  ['a slice of concepts', 'SELECT ?l { ?c a skos:Concept ; skos:prefLabel ?l } ORDER BY ?l LIMIT 5', 3],
  ['distinct labels of concepts', 'SELECT DISTINCT ?l { ?c a skos:Concept ; rdfs:label ?l }', 3],
  ['versions of whatever has one', 'SELECT ?x ?v { ?x owl:versionInfo ?v }', 3],
  ['versions of datasets', 'SELECT ?d ?v { ?d a dcat:Dataset ; dcat:keyword ?k ; owl:versionInfo ?v }', 3],
  ['versions counted', 'SELECT ?v (COUNT(?d) AS ?n) { ?d owl:versionInfo ?v } GROUP BY ?v', 3],
  ['what is the same', 'SELECT ?d ?o { ?d owl:sameAs ?o }', 3],
  ['notations of all kinds', 'SELECT ?x ?n { ?x skos:notation ?n } ORDER BY ?n ?x LIMIT 30', 3],
  [
    'labels of themes, skolem nodes and concepts',
    'SELECT ?d ?l { ?d dcat:theme ?t . ?t skos:prefLabel ?l }',
    3,
  ],
  [
    'themes counted by label',
    'SELECT ?l (COUNT(?d) AS ?n) { ?d dcat:theme ?t . ?t skos:prefLabel ?l } GROUP BY ?l ORDER BY ?l',
    3,
  ],
  [
    'themes through hierarchies that begin in the data',
    'SELECT ?d ?t ?c { ?d dcat:theme ?t . ?t skos:broader+ ?c . ?c skos:prefLabel ?l }',
    3,
  ],
  [
    'OPTIONAL labels of a skolem node',
    'SELECT ?t ?n { ?d dcat:theme ?t OPTIONAL { ?t skos:notation ?n FILTER(STRSTARTS(?n, "t")) } }',
    3,
  ],
  ['themes without a match', 'SELECT ?t { ?d dcat:theme ?t FILTER NOT EXISTS { ?t skos:exactMatch ?m } }', 3],
  ['concepts without a broader one', 'SELECT ?c { ?c a skos:Concept MINUS { ?c skos:broader ?b } }', 3],
  [
    'datasets of several nodes with a label of their concept',
    'SELECT ?d ?e ?l { ?d eucaim:hasImageModality ?c ; dcat:keyword "word 1" . ?e dcat:theme ?c . ?c skos:prefLabel ?l }',
    6,
  ],
  ['classes and what is below them', 'SELECT ?x ?c { ?x rdfs:subClassOf ?c }', 3],
  ['all about one skolem node', 'SELECT ?p ?o { <https://south.example.org/id/node/1> ?p ?o }', 3],
  ['titles of whatever has one', 'SELECT ?x ?t { ?x dct:title ?t }', 3],
  ['a count of whatever has a title', 'SELECT (COUNT(*) AS ?n) { ?x dct:title ?t }', 3],
  ['a count of all triples', 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', 3],
  ['classes in use', 'SELECT ?t (COUNT(?x) AS ?n) { ?x a ?t } GROUP BY ?t', 3],
  ['all about one owned thing', 'SELECT ?p ?o { <https://north.example.org/id/dataset/1> ?p ?o }', 3],
  ['all about one concept', 'SELECT ?p ?o { c:3 ?p ?o }', 3],
  [
    'pairs over nodes that share a rare concept',
    'SELECT ?p ?q { ?p eucaim:hasCondition ?c . ?q eucaim:hasCondition ?c FILTER(?c = c:7 && STR(?p) < STR(?q)) }',
    6,
  ],
  [
    'pairs over nodes, narrowed on both sides',
    'SELECT ?p ?d ?l { ?p eucaim:hasCondition ?c ; x:age ?a . ?d eucaim:hasImageModality ?c ; dcat:keyword ?k . ?c skos:prefLabel ?l FILTER(?a > 50) FILTER(?k = "word 1") }',
    6,
  ],
  [
    'those above the mean of all',
    'SELECT ?p ?a { ?p x:age ?a { SELECT (AVG(?b) AS ?m) { ?q x:age ?b } } FILTER(?a > ?m) }',
    6,
  ],
  [
    'concepts and what has them, none included',
    'SELECT ?c (COUNT(?p) AS ?n) { ?c skos:broader c:0 OPTIONAL { ?p eucaim:hasCondition ?c } } GROUP BY ?c',
    6,
  ],
  [
    'a sub-select that reuses a name',
    'SELECT ?p ?n { ?p eucaim:hasBirthSex ?s { SELECT ?s (COUNT(*) AS ?n) { ?q eucaim:hasBirthSex ?s . ?p eucaim:hasCondition ?q } GROUP BY ?s } }',
    6,
  ],
  [
    'a sub-select with LIMIT',
    'SELECT ?p ?c { ?p eucaim:hasCondition ?c { SELECT ?c { ?c skos:broader c:1 } ORDER BY ?c LIMIT 2 } }',
    6,
  ],
  ['an alternative path', 'SELECT ?x ?v { ?x x:age|x:weight ?v }', 3],
  [
    'a class through its own hierarchy',
    'SELECT ?d { ?d a/rdfs:subClassOf* dcat:Dataset ; dcat:keyword "word 2" }',
    3,
  ],
  ['ASK that is true', 'ASK { ?p eucaim:hasCondition c:2 ; x:age ?a FILTER(?a > 20) }', 3],
  ['ASK that is false', 'ASK { ?p x:age 3 }', 3],
  [
    'ASK over nodes',
    'ASK { <https://north.example.org/id/patient/0> eucaim:hasBirthSex ?s . <https://south.example.org/id/patient/0> eucaim:hasBirthSex ?s }',
    6,
  ],
  ['CONSTRUCT', 'CONSTRUCT { ?p x:has ?c } { ?p eucaim:hasCondition ?c . ?c skos:broader c:0 }', 3],
  ['no pattern at all', 'SELECT (1 + 1 AS ?two) {}', 0],
  [
    'group_concat',
    'SELECT ?a (GROUP_CONCAT(?z; SEPARATOR=",") AS ?g) { SELECT ?a ?z { ?p x:age ?a BIND("z" AS ?z) } } GROUP BY ?a',
    3,
  ],
];

/** Random queries; more of them with MERIDIAN_RUNS. */
const runs = Number(process.env['MERIDIAN_RUNS'] ?? 100);

describe('a federation of three nodes', () => {
  const ids = ['north', 'south', 'east'];
  const ontology = sampleOntology();
  const nodes: SparqlNode[] = [];
  const merged = new Store();
  let federation: Federation;

  before(async () => {
    merged.load(ontology, { format: 'text/turtle' });
    for (const [index, id] of ids.entries()) {
      const own = sampleNode(id, index + 1);
      merged.load(own, { format: 'text/turtle' });
      nodes.push(await startSparqlNode(id, `${ontology}\n${own}`));
    }
    federation = new Federation({
      nodes: () => nodes.map(({ node }) => node),
      deadline: 5000,
      planes: planesOf(ontology),
    });
    await federation.warm();
  });
  after(async () => {
    for (const node of nodes) await node[Symbol.asyncDispose]();
  });

  for (const [name, query, requests] of queries) {
    it(`answers ${name} as one store would`, async () => {
      for (const node of nodes) node.asked.length = 0;
      const answer = await federation.sparql(prefixes + query);
      const variables = answer.result.kind === 'bindings' ? answer.result.variables : [];
      const [found, expected] = [
        solutionsOf(answer.result),
        solutionsIn(merged, prefixes + query, variables),
      ];
      if (query.includes('ORDER BY') && !query.includes('{ SELECT')) assert.deepEqual(found, expected);
      assert.deepEqual(found.sort(), expected.sort());
      assert.equal(answer.partial, false);
      assert.equal(nodes.flatMap((node) => node.asked).length, requests);
    });
  }

  it('ships aggregates, not rows', async () => {
    const answer = await federation.sparql(`${prefixes} SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p x:age ?a }`);
    assert.deepEqual(
      answer.outcomes.map(({ node, state, rows }) => [node, state, rows]),
      ids.map((id) => [id, 'answered', 1]),
    );
  });

  it('keeps LIMIT without ORDER to as many rows', async () => {
    const { result } = await federation.sparql(`${prefixes} SELECT * { ?s ?p ?o } LIMIT 10`);
    assert.equal(result.kind === 'bindings' && new Set(solutionsOf(result)).size, 10);
  });

  const refusedQueries: readonly (readonly [string, RegExp])[] = [
    ['SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }', /SERVICE/],
    ['SELECT * { GRAPH ?g { ?s x:age ?o } }', /GRAPH/],
    ['SELECT * FROM <http://example.org/g> { ?s x:age ?o }', /FROM/],
    ['DESCRIBE <http://example.org/x>', /DESCRIBE/],
    ['INSERT DATA { x:a x:b x:c }', /update/],
    ['SELECT ?c { ?c a skos:Concept FILTER NOT EXISTS { ?p eucaim:hasCondition ?c } }', /EXISTS/],
    ['SELECT ?p { ?p eucaim:hasCondition ?c MINUS { ?q eucaim:hasCondition ?c ; x:age 30 } }', /MINUS/],
    ['SELECT ?x ?y { ?x skos:broader* ?y }', /no steps/],
    ['SELECT ?x ?y { ?x (eucaim:hasCondition|skos:broader)+ ?y }', /ontology and data/],
    ['SELECT ?x ?y { ?x (eucaim:hasCondition/^eucaim:hasCondition)+ ?y }', /backwards/],
    ['SELECT ?x { ?x x:age ?a FILTER(x:function(?a)) }', /function/i],
    ['SELECT ?x ?y { ?x !x:age ?y }', /negated/],
  ];
  for (const [query, part] of refusedQueries) {
    it(`refuses ${query}`, async () => {
      await assert.rejects(federation.sparql(prefixes + query), (error: unknown) => {
        assert.ok(error instanceof MeridianError, String(error));
        assert.equal(error.code, 'unsupported-query');
        assert.match(error.message, part);
        return true;
      });
    });
  }

  it('says where a query does not parse', async () => {
    await assert.rejects(federation.sparql('SELECT ?x WHERE { ?x }'), { code: 'bad-query' });
  });

  it('refuses a join of more rows than it may hold', async () => {
    const small = new Federation({
      nodes: () => nodes.map(({ node }) => node),
      deadline: 5000,
      planes: planesOf(ontology),
      maximumRows: 50,
    });
    const query = `${prefixes} SELECT ?p ?q { ?p eucaim:hasBirthSex ?s . ?q eucaim:hasBirthSex ?s }`;
    await assert.rejects(small.sparql(query), { code: 'unsupported-query', message: /too many rows/ });
  });

  it('passes on more rows than it joins, and no fewer than there are', async () => {
    const all = {
      nodes: () => nodes.map(({ node }) => node),
      deadline: 5000,
      planes: planesOf(ontology),
      maximumRows: 5,
    };
    const query = `${prefixes} SELECT ?p ?a { ?p x:age ?a }`;
    const { result } = await new Federation(all).sparql(query);
    assert.equal(solutionsOf(result).length, 90);
    const few = new Federation({ ...all, maximumAnswerRows: 89 });
    await assert.rejects(few.sparql(query), { code: 'unsupported-query', message: /too many rows/ });
  });

  it('counts cohorts with the token of each node, and reads their state', async () => {
    const counts = await federation.countCohort({ count: 'patient' }, (json) => json);
    assert.deepEqual(
      counts.map(({ value }) => value),
      ids.map(() => ({ count: 'patient' })),
    );
    const states = await federation.status();
    assert.deepEqual(
      states.map(({ outcome }) => outcome.state),
      ['answered', 'answered', 'answered'],
    );
  });

  describe('with one node in trouble', () => {
    const quick = new Federation({
      nodes: () => nodes.map(({ node }) => node),
      deadline: 1200,
      maximumBytes: 1_000_000,
      planes: planesOf(ontology),
    });
    const troubles: readonly (readonly [Behaviour, string, RegExp])[] = [
      ['is late', 'late', /no answer within 1200 ms/],
      ['answers garbage', 'failed', /not readable JSON/],
      ['answers 503', 'failed', /HTTP 503: Too much is being asked at once/],
      ['redirects', 'failed', /redirect/],
      ['talks without end', 'failed', /larger than/],
    ];
    for (const [behaviour, state, words] of troubles) {
      it(`gives the rows of the others when it ${behaviour}`, async () => {
        const [, south] = nodes;
        assert.ok(south !== undefined);
        south.behaviour = behaviour;
        try {
          const answer = await quick.sparql(`${prefixes} SELECT ?p ?a { ?p x:age ?a }`, {
            mediaType: 'application/sparql-results+json',
          });
          const rows = solutionsOf(answer.result);
          assert.equal(rows.length, 60);
          assert.ok(rows.every((row) => !row.includes('south')));
          assert.equal(answer.partial, true);
          assert.equal(answer.outcomes[1]?.state, state);
          assert.match(answer.outcomes[1].error ?? '', words);
          const body = JSON.parse(answer.body ?? '') as {
            meridian: { partial: boolean; nodes: { state: string }[] };
          };
          assert.deepEqual(
            body.meridian.nodes.map((node) => node.state),
            ['answered', state, 'answered'],
          );
        } finally {
          south.behaviour = 'answers';
        }
      });
    }

    it('says that nothing listens there', async () => {
      const closed = await startSparqlNode('gone', '');
      const gone = closed.node;
      await closed[Symbol.asyncDispose]();
      const some = new Federation({
        nodes: () => [...nodes.map(({ node }) => node), gone],
        deadline: 2000,
        planes: planesOf(ontology),
      });
      const answer = await some.sparql(`${prefixes} SELECT (COUNT(*) AS ?n) { ?p x:age ?a }`);
      assert.deepEqual(solutionsOf(answer.result), ['n=number 90.00000000']);
      assert.equal(answer.partial, true);
      assert.match(answer.outcomes[3]?.error ?? '', /^connection refused$/);
    });

    it('gives no answer that the missing rows would make wrong, unless that is wanted', async () => {
      const [north] = nodes;
      assert.ok(north !== undefined);
      north.behaviour = 'answers 503';
      try {
        const query = `${prefixes} SELECT ?p ?a { ?p x:age ?a { SELECT (AVG(?b) AS ?m) { ?q x:age ?b } } FILTER(?a > ?m) }`;
        await assert.rejects(quick.sparql(query), { code: 'node-failed', message: /north.*503/ });
        const answer = await quick.sparql(query, { allowIncomplete: true });
        assert.equal(answer.partial, true);
        assert.ok(solutionsOf(answer.result).length > 0);
      } finally {
        north.behaviour = 'answers';
      }
    });

    it('asks the next node for the ontology', async () => {
      const [north] = nodes;
      assert.ok(north !== undefined);
      north.behaviour = 'answers garbage';
      try {
        const answer = await quick.sparql(
          `${prefixes} SELECT (COUNT(*) AS ?n) { ?c mer:searchEquivalent ?e }`,
        );
        assert.deepEqual(solutionsOf(answer.result), ['n=number 4.000000000']);
        assert.equal(answer.partial, false);
        assert.deepEqual(
          answer.outcomes.map(({ node, state }) => [node, state]),
          [
            ['north', 'failed'],
            ['south', 'answered'],
          ],
        );
      } finally {
        north.behaviour = 'answers';
      }
    });

    it('fails where no node answers', async () => {
      const none = new Federation({ nodes: () => [], deadline: 500, planes: planesOf(ontology) });
      await assert.rejects(none.sparql(`${prefixes} SELECT * { ?p x:age ?a }`), { code: 'node-failed' });
    });
  });
});

describe('a federation of random nodes', () => {
  it('answers or refuses random queries as one store would answer them', async () => {
    const ontology = sampleOntology();
    const nodes = [await startSparqlNode('a', ''), await startSparqlNode('b', '')];
    const federation = new Federation({
      nodes: () => nodes.map(({ node }) => node),
      deadline: 5000,
      planes: planesOf(ontology),
    });
    const property = fc.constantFrom('x:p', 'x:q', 'rdfs:label', 'skos:broader', 'x:knows');
    const fact = fc.tuple(fc.nat(4), property, fc.nat(6));
    const subject = fc.constantFrom('?s', '?t', '?u');
    const pattern = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(subject, property, fc.constantFrom('?u', '?v', '?t', 'c:1', 'c:2')),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constantFrom('?u', '?v'),
          fc.constantFrom(
            'skos:broader',
            'skos:broader*',
            '(^skos:broader)+',
            'mer:searchEquivalent',
            'rdfs:label',
            'a',
          ),
          fc.constantFrom('?v', '?w', 'c:0', 'skos:Concept'),
        ),
      },
    );
    const tail = fc.constantFrom(
      () => '',
      (part: string) => `OPTIONAL { ${part} }`,
      (part: string) => `FILTER NOT EXISTS { ${part} }`,
      (part: string) => `MINUS { ${part} }`,
      (part: string) => `{ ${part} } UNION { ?s x:p ?u }`,
      (part: string) => `{ SELECT ?u (COUNT(*) AS ?k) { ${part} } GROUP BY ?u }`,
      (part: string) => `{ SELECT DISTINCT ?u ?v { ${part} } }`,
      () => 'FILTER(?s != ?u || BOUND(?v))',
    );
    const form = fc.constantFrom(
      (where: string) => `SELECT * { ${where} }`,
      (where: string) => `SELECT (COUNT(*) AS ?n) { ${where} }`,
      (where: string) => `SELECT (COUNT(DISTINCT *) AS ?n) { ${where} }`,
      (where: string) => `SELECT ?s (COUNT(?u) AS ?n) { ${where} } GROUP BY ?s`,
      (where: string) => `SELECT ?u (COUNT(DISTINCT ?s) AS ?n) (MAX(STR(?s)) AS ?m) { ${where} } GROUP BY ?u`,
      (where: string) => `SELECT DISTINCT ?u ?v { ${where} }`,
      (where: string) => `SELECT ?s ?t ?u ?v { ${where} } ORDER BY ?s ?t ?u ?v LIMIT 5`,
      (where: string) => `ASK { ${where} }`,
    );
    let refusals = 0;
    const facts = fc.array(fact, { maxLength: 10 });
    const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
    try {
      await fc.assert(
        fc.asyncProperty(
          facts,
          facts,
          patterns,
          pattern,
          tail,
          form,
          async (ofA, ofB, given, last, end, write) => {
            const merged = new Store();
            merged.load(ontology, { format: 'text/turtle' });
            for (const [index, own] of [ofA, ofB].entries()) {
              const name = ['a', 'b'][index];
              // Objects are concepts, or things of the same node.
              const lines = own.map(
                ([s, p, o]) =>
                  `x:${name}${s} ${p} ${p === 'x:knows' || (p === 'skos:broader' && o > 3) ? `x:${name}${o}` : `c:${o}`} .`,
              );
              const turtle = `${prefixes}\n${lines.join('\n')}`;
              const store = nodes[index]?.store;
              for (const quad of store?.match() ?? []) store?.delete(quad);
              store?.load(`${ontology}\n${turtle}`, { format: 'text/turtle' });
              merged.load(turtle, { format: 'text/turtle' });
            }
            const where = `${given.map((part) => `${part.join(' ')} .`).join(' ')} ${end(last.join(' '))}`;
            const query = prefixes + write(where);
            const answer = await federation.sparql(query).catch((error: unknown) => {
              assert.ok(
                error instanceof MeridianError && error.code === 'unsupported-query',
                `${String(error)} ${query}`,
              );
              refusals++;
            });
            if (answer === undefined) return;
            const variables = answer.result.kind === 'bindings' ? answer.result.variables : [];
            assert.deepEqual(
              solutionsOf(answer.result).sort(),
              solutionsIn(merged, query, variables).sort(),
              query.slice(prefixes.length),
            );
          },
        ),
        { numRuns: runs },
      );
      assert.ok(refusals < runs / 3, `${refusals} of ${runs} queries were refused`);
    } finally {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    }
  });
});
