import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Parser } from 'n3';
import { classHierarchy } from '../../../server/ontology/check/class-hierarchy.ts';
import { Disjointness } from '../../../server/ontology/check/disjointness.ts';
import { NamedReachability } from '../../../server/ontology/check/named-reachability.ts';
import { OntologyGraph } from '../../../server/ontology/check/ontology-graph.ts';
import { owl } from '../../../server/rdf/vocabulary.ts';

/** A few classes, so that random statements about them meet. */
const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;
const name = fc.constantFrom(...names);
const pair = fc.tuple(name, name);
const many = fc.array(name, { minLength: 1, maxLength: 3 });

const statements = fc.record({
  below: fc.array(pair, { maxLength: 9 }),
  equal: fc.array(pair, { maxLength: 2 }),
  meets: fc.array(fc.tuple(name, many), { maxLength: 2 }),
  joins: fc.array(fc.tuple(name, many), { maxLength: 2 }),
  apart: fc.array(pair, { maxLength: 3 }),
  allApart: fc.array(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), { maxLength: 1 }),
});
type Statements = typeof statements extends fc.Arbitrary<infer Value> ? Value : never;

describe('what is above what', () => {
  it('is what walking finds, for every graph', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (edges) => {
        const reachability = new NamedReachability(table(edges));
        for (const from of names) {
          const walked = walk(from, (at) => edges.flatMap(([a, b]) => (a === at ? [b] : [])));
          for (const to of names) assert.equal(reachability.reaches(from, to), walked.has(to));
          assert.deepEqual(new Set(reachability.from(from)), walked);
        }
      }),
    );
  });

  it('does not overflow on a long chain', () => {
    const edges = new Map(Array.from({ length: 20_000 }, (_, index) => [`${index}`, [`${index + 1}`]]));
    assert.equal(new NamedReachability(edges).reaches('0', '20000'), true);
  });

  it('has room for a hierarchy of a hundred thousand classes', () => {
    const parents = (node: number): readonly string[] => [`${(node - 1) >> 3}`, `${(node * 7919) % node}`];
    const nodes = Array.from({ length: 100_000 }, (_, index) => index + 1);
    const before = process.memoryUsage().arrayBuffers;
    const above = new NamedReachability(new Map(nodes.map((node) => [`${node}`, parents(node)])));
    // A bit for each pair would be 1,250 MB.
    assert.ok(process.memoryUsage().arrayBuffers - before < 400_000_000);
    assert.ok(nodes.every((node) => above.reaches(`${node}`, '0')));
    assert.equal(above.reaches('0', '1'), false);
  });

  it('knows what is in a circle, and nothing of what has no edge', () => {
    const above = new NamedReachability(
      new Map([
        ['a', ['b']],
        ['b', ['a', 'c']],
      ]),
    );
    assert.equal(above.sameCycle('a', 'b'), true);
    assert.equal(above.sameCycle('a', 'c'), false);
    assert.equal(above.sameCycle('x', 'x'), false);
    assert.equal(above.reaches('x', 'x'), true);
    assert.equal(above.reaches('a', 'x'), false);
    assert.deepEqual(above.from('x'), ['x']);
  });
});

describe('the rules of disjointness', () => {
  it('end where unions are members of themselves and of one another', () => {
    const graph = new OntologyGraph(
      new Parser().parse(`
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        <urn:A> owl:disjointWith <urn:B> .
        _:self owl:unionOf ( _:self <urn:B> ) .
        _:one owl:unionOf ( _:other <urn:B> ) .
        _:other owl:unionOf ( _:one ) .
        _:fine owl:unionOf ( <urn:B> [ owl:unionOf ( <urn:B> ) ] ) .
        <urn:holder> owl:members _:self , _:one , _:fine .
      `),
    );
    const disjointness = new Disjointness(graph, classHierarchy(graph));
    const [self = '', one = '', fine = ''] = graph
      .objects('urn:holder', owl.members)
      .map((term) => `_:${term.value}`);
    assert.equal(disjointness.between('urn:A', self), undefined);
    assert.equal(disjointness.between(one, self), undefined);
    assert.equal(disjointness.between('urn:A', one), undefined);
    assert.deepEqual(disjointness.between('urn:A', fine), ['urn:A', 'urn:B']);
    assert.deepEqual(disjointness.between('urn:A', fine), ['urn:A', 'urn:B']);
  });

  it('find the classes that a naive reasoner finds to be empty', () => {
    fc.assert(
      fc.property(statements, (all) => {
        const graph = new OntologyGraph(new Parser().parse(turtle(all)));
        const disjointness = new Disjointness(graph, classHierarchy(graph));
        for (const one of names) {
          assert.equal(
            disjointness.within(`urn:${one}`) !== undefined,
            isEmpty(one, all),
            `${one} in ${turtle(all)}`,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('find the pairs of classes with which a member of both contradicts the naive reasoner', () => {
    fc.assert(
      fc.property(statements, pair, (all, [a, b]) => {
        const graph = new OntologyGraph(new Parser().parse(turtle(all)));
        const disjointness = new Disjointness(graph, classHierarchy(graph));
        const [left, right] = [typesOf([a], all), typesOf([b], all)];
        const apart = apartPairs(all).some(
          ([x, y]) => (left.has(x) && right.has(y)) || (left.has(y) && right.has(x)),
        );
        assert.equal(disjointness.between(`urn:${a}`, `urn:${b}`) !== undefined, apart, turtle(all));
      }),
      { numRuns: 500 },
    );
  });
});

/** The classes that a thing of some classes is of: every rule again and again, until none says anything new. */
function typesOf(given: readonly string[], all: Statements): ReadonlySet<string> {
  const types = new Set(given);
  for (let size = -1; size !== types.size;) {
    size = types.size;
    for (const [a, b] of all.below) if (types.has(a)) types.add(b); // cax-sco
    for (const [a, b] of all.equal) {
      if (types.has(a)) types.add(b); // cax-eqc1
      if (types.has(b)) types.add(a); // cax-eqc2
    }
    for (const [a, members] of all.meets) if (types.has(a)) for (const member of members) types.add(member); // cls-int2
    for (const [a, members] of all.joins) if (members.some((member) => types.has(member))) types.add(a); // cls-uni
  }
  return types;
}

/** cax-dw, cax-adc. */
function isEmpty(one: string, all: Statements): boolean {
  const types = typesOf([one], all);
  return apartPairs(all).some(([a, b]) => types.has(a) && types.has(b));
}

function apartPairs(all: Statements): readonly (readonly [string, string])[] {
  const listed = all.allApart.flatMap((members) =>
    members.flatMap((a) => members.map((b) => [a, b] as const)),
  );
  return [...all.apart, ...listed].filter(([a, b]) => a !== b);
}

function turtle(all: Statements): string {
  const iri = (one: string): string => `<urn:${one}>`;
  const list = (members: readonly string[]): string => `( ${members.map(iri).join(' ')} )`;
  return [
    '@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
    ...all.below.map(([a, b]) => `${iri(a)} rdfs:subClassOf ${iri(b)} .`),
    ...all.equal.map(([a, b]) => `${iri(a)} owl:equivalentClass ${iri(b)} .`),
    ...all.meets.map(([a, members]) => `${iri(a)} rdfs:subClassOf [ owl:intersectionOf ${list(members)} ] .`),
    ...all.joins.map(([a, members]) => `[] owl:unionOf ${list(members)} ; rdfs:subClassOf ${iri(a)} .`),
    ...all.apart.map(([a, b]) => `${iri(a)} owl:disjointWith ${iri(b)} .`),
    ...all.allApart.map((members) => `[] a owl:AllDisjointClasses ; owl:members ${list(members)} .`),
  ].join('\n');
}

function table(edges: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  return new Map(names.map((from) => [from, edges.flatMap(([a, b]) => (a === from ? [b] : []))]));
}

function walk(start: string, next: (at: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([start]);
  for (const at of found) for (const each of next(at)) found.add(each);
  return found;
}
