import { literal, namedNode, blankNode, quad, type Quad } from '../../rdf/terms.ts';
import { rdf, sd } from '../../rdf/vocabulary.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { readableGraphs } from '../../access/readable-graphs.ts';
import { MeridianError } from '../../errors.ts';
import { answerSparql, type SparqlSource } from '../answer-sparql.ts';
import { negotiate } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes, readProtocolQuery, resultMediaTypes } from '../sparql-protocol.ts';

export interface SparqlServices extends SparqlSource {
  readonly prefixes: PrefixTable;
}

/** SPARQL 1.1 Protocol; without a query, the service description. */
export function sparqlRoutes(services: SparqlServices): readonly Route[] {
  const replies = {
    200: {
      description: 'The solutions, or the triples.',
      mediaTypes: [...resultMediaTypes, ...graphMediaTypes],
    },
  };
  const graphs = [
    {
      name: 'default-graph-uri',
      in: 'query' as const,
      repeated: true,
      description: 'Narrows the default graph.',
    },
    {
      name: 'named-graph-uri',
      in: 'query' as const,
      repeated: true,
      description: 'Narrows the named graphs.',
    },
  ];
  return [
    {
      method: 'get',
      path: '/sparql',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A SPARQL query; without one, the service description',
        tag: 'sparql',
        parameters: [{ name: 'query', in: 'query', description: 'The query.' }, ...graphs],
        replies,
      },
      handle: async (call) => {
        const query = readProtocolQuery(call);
        return query === undefined ? describeService(call, services) : answerSparql(call, query, services);
      },
    },
    {
      method: 'post',
      path: '/sparql',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A SPARQL query',
        tag: 'sparql',
        parameters: graphs,
        body: ['application/sparql-query', 'application/x-www-form-urlencoded'],
        replies,
      },
      handle: async (call) => {
        const query = readProtocolQuery(call);
        if (query === undefined) throw new MeridianError('bad-request', 'There is no query.');
        return answerSparql(call, query, services);
      },
    },
  ];
}

/** SPARQL 1.1 Service Description: what this endpoint is and which graphs the caller may name. */
async function describeService(call: Call, { base, graphs, prefixes }: SparqlServices): Promise<Reply> {
  const mediaType = negotiate(call, graphMediaTypes);
  const service = namedNode(`${base}/sparql`);
  const dataset = blankNode();
  const named = readableGraphs(call.actor, graphs()).flatMap((graph): Quad[] => {
    const entry = blankNode();
    return [
      quad(dataset, sd.namedGraph, entry),
      quad(entry, rdf.type, sd.NamedGraph),
      quad(entry, sd.name, graph),
    ];
  });
  const quads = [
    quad(service, rdf.type, sd.Service),
    quad(service, sd.endpoint, service),
    quad(service, sd.supportedLanguage, sd.SPARQL11Query),
    quad(service, sd.feature, sd.UnionDefaultGraph),
    quad(service, sd.defaultDataset, dataset),
    quad(dataset, rdf.type, sd.Dataset),
    ...named,
    ...[...resultMediaTypes, ...graphMediaTypes].map((type) => quad(service, sd.resultFormat, literal(type))),
  ];
  return {
    mediaType,
    headers: { vary: 'accept, authorization' },
    body: await serializeRdf(quads, mediaType, prefixes),
  };
}
