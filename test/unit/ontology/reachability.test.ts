import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Concept } from '../../../server/ontology/concept.ts';
import { ConceptIndex } from '../../../server/ontology/concept-index.ts';
import { Reachability } from '../../../server/ontology/reachability.ts';
import { namedNode } from '../../../server/rdf/terms.ts';

type Graph = readonly (readonly number[])[];

function walk(graph: Graph, start: number): Set<number> {
  const found = new Set([start]);
  for (const node of found) for (const next of graph[node] ?? []) found.add(next);
  return found;
}

/** Graphs with circles, loops, repeated edges and parts that do not touch; sizes around the words of a bitmap. */
const graphs: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 100 })
  .chain((size) =>
    fc.array(fc.array(fc.nat(size - 1), { maxLength: 4 }), { minLength: size, maxLength: size }),
  );

describe('what can be reached in a graph', () => {
  it('is what a walk reaches', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const reachability = new Reachability(graph);
        for (const node of graph.keys()) {
          const reached = [...reachability.from(node)];
          assert.equal(new Set(reached).size, reached.length);
          const walked = walk(graph, node);
          assert.deepEqual(new Set(reached), walked);
          for (const other of graph.keys()) {
            assert.equal(reachability.reaches(node, other), walked.has(other));
            const circle = walked.has(other) && walk(graph, other).has(node);
            assert.equal(reachability.sameCycle(node, other), circle);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is found in a chain that recursion would not survive, and in one great circle', () => {
    const size = 50_000;
    const circle = Array.from({ length: size }, (_, node) => [(node + 1) % size]);
    assert.equal([...new Reachability(circle).from(7)].length, size);
    const chain = Array.from({ length: 5000 }, (_, node) => (node === 4999 ? [] : [node + 1]));
    assert.equal([...new Reachability(chain).from(4000)].length, 1000);
  });

  it('is nothing for no node', () => {
    assert.deepEqual([...new Reachability([]).from(0)], []);
    assert.equal(new Reachability([]).reaches(0, 0), false);
    assert.equal(new Reachability([[]]).sameCycle(0, 1), false);
  });
});

describe('a hierarchy of concepts', () => {
  const iri = (node: number): string => `https://example.org/${node}`;

  it('gives the closures of its links, in circles too', () => {
    fc.assert(
      fc.property(graphs, graphs, graphs, (narrower, equivalents, showing) => {
        const concepts = narrower.map((children, node): Concept => ({
          iri: namedNode(iri(node)),
          curie: `ex:${node}`,
          scheme: namedNode('https://example.org/scheme'),
          labels: new Map([['en', String(node)]]),
          unreviewed: new Set(),
          synonyms: [],
          broader: narrower.flatMap((others, parent) => (others.includes(node) ? [iri(parent)] : [])),
          narrower: children.map(iri),
          exactMatches: [],
          searchEquivalents: (equivalents[node] ?? []).map(iri),
          shownBy: (showing[node] ?? []).map(iri),
        }));
        const index = new ConceptIndex(new Map(concepts.map((each) => [each.iri.value, each])));
        const down = narrower.map((children, node) => [...children, ...(equivalents[node] ?? [])]);
        const up = narrower.map((_, node) =>
          narrower.flatMap((others, parent) => (others.includes(node) ? [parent] : [])),
        );
        concepts.forEach((concept, node) => {
          const below = [...walk(down, node)];
          // What is linked to without being a concept has no links of its own.
          const of = (links: readonly (readonly number[])[], each: number): readonly number[] =>
            (each < concepts.length ? links[each] : undefined) ?? [];
          const wider = below.flatMap((each) => of(showing, each));
          const found = [...below, ...wider, ...wider.flatMap((each) => of(equivalents, each))];
          assert.deepEqual(index.expand(concept, true), new Set(found.map(iri)));
          const above = walk(up, node);
          above.delete(node);
          assert.deepEqual(index.ancestors(concept), new Set([...above].map(iri)));
        });
      }),
      { numRuns: 100 },
    );
  });
});
