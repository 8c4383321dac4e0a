import { Federation } from '../../../server/federate/federation.ts';
import { planesOf, prefixes, sampleNode, sampleOntology } from '../../support/federated-sample.ts';
import { solutionsOf } from '../../support/solutions.ts';
import type { BenchArea } from '../support/bench.ts';
import { writeNumber } from '../support/spread.ts';
import { PlainComunica } from './plain-comunica.ts';
import { startNode, type BenchNode } from './start-node.ts';

const patients = 3000;

const queries: readonly (readonly [label: string, query: string])[] = [
  ['COUNT', 'SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a x:Patient ; eucaim:hasCondition ?c ; x:age ?a }'],
  [
    'COUNT through the hierarchy',
    'SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p eucaim:hasCondition/skos:broader* c:4 }',
  ],
  [
    'facet, GROUP BY',
    'SELECT ?c (COUNT(DISTINCT ?p) AS ?n) { ?p a x:Patient ; eucaim:hasCondition ?c } GROUP BY ?c',
  ],
  ['range filter', 'SELECT ?p ?a { ?p a x:Patient ; x:age ?a FILTER(?a >= 40 && ?a < 42) }'],
  ['top 20', 'SELECT ?p ?a { ?p a x:Patient ; x:age ?a } ORDER BY DESC(?a) ?p LIMIT 20'],
];

export const federationArea: BenchArea = {
  name: 'federation',
  title: 'SPARQL over three nodes as one store, loopback HTTP',
  ours: 'the planner of server/federate',
  peer: 'plain Comunica with three sources of type sparql, its knowledge of them kept from query to query',
  async run(bench) {
    const ontology = sampleOntology();
    const nodes: BenchNode[] = [];
    try {
      for (const [at, id] of ['north', 'south', 'east'].entries())
        nodes.push(await startNode(id, `${ontology}\n${sampleNode(id, at + 1, patients)}`));
      bench.input(
        `three nodes with ${nodes.map(({ triples }) => triples.toLocaleString('en')).join(', ')} triples, ` +
          `${patients.toLocaleString('en')} patients each`,
      );
      const federation = new Federation({
        nodes: () => nodes.map(({ node }) => node),
        deadline: 30_000,
        planes: planesOf(ontology),
      });
      await federation.warm();
      const [first = '', ...more] = nodes.map(({ node }) => `${node.url}/sparql`);
      const plain = new PlainComunica(first, ...more);

      for (const [label, query] of queries) {
        const text = prefixes + query;
        const ordered = query.includes('ORDER BY');
        const inOrder = (rows: readonly string[]): readonly string[] => (ordered ? rows : rows.toSorted());
        const sides = {
          ours: async () => inOrder(solutionsOf((await federation.sparql(text)).result)),
          peer: async () => {
            const variables = variablesOf(query);
            const rows = await plain.rows(text);
            return inOrder(
              solutionsOf({ kind: 'bindings', variables, rows: rows.map((row) => new Map(row)) }),
            );
          },
        };
        await bench.compare(label, sides, { rounds: 5 });
        const ours = await trafficOf(nodes, sides.ours);
        const peer = await trafficOf(nodes, sides.peer);
        bench.note(
          `${label}: ours ${ours.requests} requests, ${kilobytes(ours.bytes)}; ` +
            `peer ${peer.requests} requests, ${kilobytes(peer.bytes)}`,
        );
      }
    } finally {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    }
  },
};

/** The variables of a SELECT, in order. */
function variablesOf(query: string): readonly string[] {
  const head = query.slice(0, query.indexOf('{')).replace(/\((?:[^()]|\([^()]*\))* AS \?(\w+)\)/g, '?$1');
  return [...head.matchAll(/\?(\w+)/g)].map(([, name]) => name ?? '');
}

/** What all nodes together were asked and answered during a call. */
async function trafficOf(
  nodes: readonly BenchNode[],
  call: () => Promise<unknown>,
): Promise<{ requests: number; bytes: number }> {
  for (const node of nodes) await node.traffic();
  await call();
  let [requests, bytes] = [0, 0];
  for (const node of nodes) {
    const traffic = await node.traffic();
    requests += traffic.requests;
    bytes += traffic.bytes;
  }
  return { requests, bytes };
}

function kilobytes(bytes: number): string {
  return `${writeNumber(bytes / 1000)} kB`;
}
