import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anonymous, type Actor } from '../../../server/access/actor.ts';
import { readableGraphs, type OwnedGraph } from '../../../server/access/readable-graphs.ts';
import { namedNode } from '../../../server/rdf/terms.ts';

const graph = (name: string, plane: OwnedGraph['plane'], provider?: string): OwnedGraph => ({
  graph: namedNode(`http://node.example.org/graph/${name}`),
  plane,
  ...(provider === undefined ? {} : { provider }),
});
const graphs = [
  graph('ontology', 'catalogue'),
  graph('north/catalogue', 'catalogue', 'north'),
  graph('north/record', 'record', 'north'),
  graph('south/record', 'record', 'south'),
  graph('stray/record', 'record'),
];
const namesFor = (actor: Actor): string[] =>
  readableGraphs(actor, graphs).map(({ value }) => value.slice('http://node.example.org/graph/'.length));

describe('the graphs that someone may read', () => {
  const publicOnes = ['ontology', 'north/catalogue'];
  for (const [who, actor, readable] of [
    ['anyone the public plane', anonymous, publicOnes],
    ['a researcher the public plane', { id: 'r', role: 'researcher' }, publicOnes],
    ['an operator the public plane', { id: 'o', role: 'operator' }, publicOnes],
    [
      'a provider its own records too',
      { id: 'n', role: 'provider', provider: 'north' },
      [...publicOnes, 'north/record'],
    ],
    [
      'a provider of another node the public plane',
      { id: 'w', role: 'provider', provider: 'west' },
      publicOnes,
    ],
  ] as const satisfies readonly (readonly [string, Actor, readonly string[]])[]) {
    it(`are for ${who}`, () => {
      assert.deepEqual(namesFor(actor), readable);
    });
  }

  it('never hold records that belong to no one', () => {
    assert.ok(!namesFor({ id: 'x', role: 'provider' }).includes('stray/record'));
  });
});
