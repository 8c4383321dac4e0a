import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isomorphic } from 'rdf-isomorphic';
import { GraphTree } from '../../../../server/ontology/release/graph-tree.ts';
import { orderedStatements } from '../../../../server/ontology/release/ordered-statements.ts';
import { writeTurtle } from '../../../../server/ontology/release/write-turtle.ts';
import { parseTurtle } from '../../../../server/rdf/parse-turtle.ts';
import { blankNode, literal, namedNode, quad } from '../../../../server/rdf/terms.ts';
import type { Quad } from '../../../../server/rdf/terms.ts';
import { rdf, xsd } from '../../../../server/rdf/vocabulary.ts';

const prefixes = new Map([
  ['ex', 'urn:ex:'],
  ['xsd', xsd.namespace],
  ['rdf', rdf.namespace],
]);

async function parse(text: string): Promise<readonly Quad[]> {
  return (await parseTurtle(text, { mediaType: 'text/turtle', baseIri: 'urn:base', file: 'x.ttl' })).quads;
}

const node = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((n) => namedNode(`urn:ex:${n}`)),
  fc.integer({ min: 0, max: 4 }).map((n) => blankNode(`b${n}`)),
);
const value = fc.oneof(
  node,
  fc.string({ unit: 'binary' }).map((text) => literal(text)),
  fc.string().map((text) => literal(text, 'de-AT')),
  fc.constantFrom(
    literal('1', xsd.integer),
    literal('01.50', xsd.decimal),
    literal('true', xsd.boolean),
    literal('x y', xsd.date),
  ),
);
const property = fc.constantFrom('p', 'q', 'r-.s', 'a/b').map((name) => namedNode(`urn:ex:${name}`));
const graph = fc.array(
  fc.tuple(node, property, value).map(([s, p, o]) => quad(s, p, o)),
  { maxLength: 12 },
);

describe('the Turtle of a release', () => {
  it('reads back as what was written, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async (quads) => {
        const text = writeTurtle(await GraphTree.create(quads), prefixes);
        assert.ok(isomorphic([...(await parse(text))], [...quads]), text);
      }),
    );
  });

  it('is the same text for the same graph, in any order and with any blank node labels', async () => {
    const shuffled = graph.chain((quads) =>
      fc.tuple(fc.constant(quads), fc.shuffledSubarray(quads, { minLength: quads.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([quads, other]) => {
        const renamed = other.map(({ subject, predicate, object }) =>
          quad(rename(subject), predicate, rename(object)),
        );
        const [a, b] = [await GraphTree.create(quads), await GraphTree.create(renamed)];
        assert.equal(writeTurtle(a, prefixes), writeTurtle(b, prefixes));
        assert.deepEqual(orderedStatements(a), orderedStatements(b));
      }),
    );
  });

  it('writes restrictions and lists where they belong', async () => {
    const quads = await parse(
      '@prefix ex: <urn:ex:> . ex:a ex:p [ ex:q ( ex:b 1 "two"@en ) ] . ex:0 ex:p "x\\ny" .',
    );
    assert.equal(
      writeTurtle(await GraphTree.create(quads), prefixes, ['A comment.']),
      '# A comment.\n@prefix ex: <urn:ex:> .\n\nex:0 ex:p "x\\ny" .\n\nex:a ex:p [ ex:q ( ex:b 1 "two"@en ) ] .\n',
    );
  });

  it('writes each node once, however deep it stands', async () => {
    const depth = 50;
    const quads = Array.from({ length: depth }, (_, n) => {
      const subject = n === 0 ? namedNode('urn:ex:a') : blankNode(`n${n}`);
      return [
        quad(subject, namedNode('urn:ex:p'), blankNode(`n${n + 1}`)),
        quad(subject, namedNode('urn:ex:q'), literal('a text that leaves no room on a line for all of it')),
      ];
    }).flat();
    const tree = await GraphTree.create(quads);
    const asked = new Map<string, number>();
    const properties = tree.properties.bind(tree);
    tree.properties = (node) => {
      asked.set(node.value, (asked.get(node.value) ?? 0) + 1);
      return properties(node);
    };
    const text = writeTurtle(tree, prefixes);
    assert.ok(Math.max(...asked.values()) <= 2, 'asked once whether it says anything, and once what');
    assert.ok(isomorphic([...(await parse(text))], quads));
  });

  it('refuses nesting that no ontology has', async () => {
    const quads = Array.from({ length: 300 }, (_, n) =>
      quad(
        n === 0 ? namedNode('urn:ex:a') : blankNode(`n${n}`),
        namedNode('urn:ex:p'),
        blankNode(`n${n + 1}`),
      ),
    );
    const tree = await GraphTree.create(quads);
    assert.throws(() => writeTurtle(tree, prefixes), /nested deeper/);
  });
});

function rename<T extends Quad['subject'] | Quad['object']>(term: T): T {
  return (term.termType === 'BlankNode' ? blankNode(`other-${term.value}`) : term) as T;
}
