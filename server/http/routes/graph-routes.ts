import type { OwnedGraph } from '../../access/readable-graphs.ts';
import { readableGraphs } from '../../access/readable-graphs.ts';
import { MeridianError } from '../../errors.ts';
import { fromNTriples } from '../../rdf/n-triples.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { namedNode } from '../../rdf/terms.ts';
import type { Store } from '../../store/store.ts';
import { json, negotiate } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';

export interface GraphServices {
  readonly base: string;
  readonly store: Store;
  readonly graphs: () => Iterable<OwnedGraph>;
  readonly prefixes: PrefixTable;
}

/**
 * Reading by the SPARQL 1.1 Graph Store Protocol: indirectly at `/graphs?graph=IRI`, directly at the graph's own
 * address. Writing goes through submissions, which are lifted, checked and versioned; graphs cannot be put past them.
 */
export function graphRoutes({ base, store, graphs, prefixes }: GraphServices): readonly Route[] {
  const readGraph = async (call: Call, iri: string): Promise<Reply> => {
    const graph = readableGraphs(call.actor, graphs()).find(({ value }) => value === iri);
    // Not allowed and not there look the same, so that nobody learns which graphs exist.
    if (graph === undefined) {
      throw new MeridianError('not-found', `There is no graph ${iri} that you may read.`, {
        advice: 'GET /graphs lists the graphs that you may read.',
      });
    }
    const mediaType = negotiate(call, graphMediaTypes);
    const triples = await store.readGraph(namedNode(iri));
    const body =
      mediaType === 'application/n-triples'
        ? triples
        : await serializeRdf(fromNTriples(triples), mediaType, prefixes);
    return { mediaType, headers: { vary: 'accept, authorization' }, body };
  };
  const replies = { 200: { description: 'The triples of the graph.', mediaTypes: graphMediaTypes } };
  return [
    {
      method: 'get',
      path: '/graphs',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A graph, or the list of graphs (SPARQL 1.1 Graph Store Protocol)',
        tag: 'sparql',
        parameters: [
          { name: 'graph', in: 'query', description: 'IRI of the graph; without it, the list of graphs.' },
        ],
        replies: {
          200: {
            description: 'The triples, or the list.',
            mediaTypes: [...graphMediaTypes, 'application/json'],
          },
        },
      },
      handle: (call) => {
        const iri = call.url.searchParams.get('graph');
        if (iri !== null) return readGraph(call, iri);
        const readable = readableGraphs(call.actor, graphs()).map(({ value }) => value);
        return json({ graphs: readable }, 200, { vary: 'authorization' });
      },
    },
    {
      method: 'get',
      path: '/graph/*path',
      action: 'read-catalogue',
      shared: true,
      description: { summary: 'A graph at its own address (direct identification)', tag: 'sparql', replies },
      handle: (call) => readGraph(call, base + call.url.pathname),
    },
  ];
}
