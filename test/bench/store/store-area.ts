import { namedNode as oxigraphNode, Store } from 'oxigraph';
import { OxigraphWorkerStore } from '../../../server/store/oxigraph-worker-store.ts';
import { toNTriples } from '../../../server/rdf/n-triples.ts';
import { namedNode } from '../../../server/rdf/terms.ts';
import { eucaim } from '../../../server/rdf/vocabulary.ts';
import { recordGraph } from '../../support/record-graph.ts';
import type { BenchArea } from '../support/bench.ts';
import { writeNumber } from '../support/spread.ts';
import { textAnswer } from '../support/text-answer.ts';

const patients = 10_000;
const graph = namedNode('http://example.org/graph/record');
const mediaType = 'application/sparql-results+json';
const prefix = `PREFIX eucaim: <${eucaim.namespace}>`;

const queries: readonly (readonly [label: string, text: string])[] = [
  [
    'query for one point',
    `${prefix} SELECT ?c { ?x eucaim:inheresIn <http://example.org/id/north/patient/${(4711).toString(16).padStart(32, '0')}> ; eucaim:hasCondition ?c }`,
  ],
  [
    'query for a facet',
    `${prefix} SELECT ?m (COUNT(*) AS ?n) { ?s eucaim:hasImageModality ?m } GROUP BY ?m ORDER BY ?m`,
  ],
];

export const storeArea: BenchArea = {
  name: 'store',
  title: 'loading a graph, and two queries',
  ours: 'the store of the server: worker thread, compressed copy kept, pieces of 4 MB, answers as bytes',
  peer: 'a bare Oxigraph store in process: one buffer, answers as text; it holds up everything else meanwhile',
  async run(bench) {
    const quads = recordGraph(patients, 2 * patients);
    const triples = toNTriples(quads);
    bench.input(
      `${quads.length.toLocaleString('en')} triples, ${writeNumber(triples.length / 1e6)} MB of N-Triples`,
    );

    const load = await bench.compare(
      'load into an empty store',
      {
        ours: async () => {
          const store = await OxigraphWorkerStore.open();
          await store.replaceGraphs([{ graph, triples }]);
          const count = await store.count();
          await store.close();
          return count;
        },
        peer: () => bare(triples).size,
      },
      { rounds: 5 },
    );
    bench.note(
      `load: ours ${writeNumber(quads.length / load.ours.median)}k triples/s, ` +
        `peer ${writeNumber(quads.length / load.peer.median)}k triples/s; ours with the start of the thread`,
    );

    const store = await OxigraphWorkerStore.open();
    try {
      await store.replaceGraphs([{ graph, triples }]);
      const peer = bare(triples);
      for (const [label, text] of queries) {
        await bench.compare(label, {
          ours: async () =>
            rowsOf(
              new TextDecoder().decode(
                await store.query({ text, defaultGraphs: [graph], namedGraphs: [], mediaType }),
              ),
            ),
          peer: () => rowsOf(textAnswer(peer, text, mediaType, graph.value)),
        });
      }
    } finally {
      await store.close();
    }
  },
};

function bare(triples: Uint8Array): Store {
  const store = new Store();
  store.load(triples, { format: 'application/n-triples', to_graph_name: oxigraphNode(graph.value) });
  return store;
}

function rowsOf(json: string): unknown {
  return (JSON.parse(json) as { readonly results: unknown }).results;
}
