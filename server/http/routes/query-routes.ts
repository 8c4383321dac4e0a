import { MeridianError } from '../../errors.ts';
import type { QueryLibrary } from '../../query/query-library.ts';
import { answerSparql, type SparqlSource } from '../answer-sparql.ts';
import { json, pathParameter } from '../reply.ts';
import type { Route } from '../route.ts';
import { graphMediaTypes, resultMediaTypes } from '../sparql-protocol.ts';

export interface QueryServices extends SparqlSource {
  readonly library: QueryLibrary;
}

/** The query library as an API: `/queries` lists it, `/queries/{name}` answers. */
export function queryRoutes(services: QueryServices): readonly Route[] {
  const { library } = services;
  return [
    {
      method: 'get',
      path: '/queries',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'The queries of the library, with their parameters',
        tag: 'queries',
        replies: { 200: { description: 'The queries.', mediaTypes: ['application/json'] } },
      },
      handle: () => json({ queries: library.queries }),
    },
    {
      method: 'get',
      path: '/queries/:name',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'The answer of a library query; its parameters are those of the address',
        tag: 'queries',
        parameters: [{ name: 'name', in: 'path', description: 'Name of the query.' }],
        replies: {
          200: { description: 'The answer.', mediaTypes: [...resultMediaTypes, ...graphMediaTypes] },
        },
      },
      handle: async (call) => {
        const name = pathParameter(call, 'name');
        const query = library.query(name);
        const values: Record<string, readonly string[]> = {};
        for (const parameter of new Set(call.url.searchParams.keys())) {
          if (!query.parameters.some((known) => known.name === parameter)) {
            const known = query.parameters.map((each) => each.name).join(', ');
            throw new MeridianError('bad-request', `The query ${name} has no parameter ${parameter}.`, {
              advice: known === '' ? 'It has none.' : `Its parameters are ${known}.`,
            });
          }
          values[parameter] = call.url.searchParams.getAll(parameter);
        }
        return answerSparql(
          call,
          { text: library.bind(name, values), defaultGraphs: [], namedGraphs: [] },
          services,
        );
      },
    },
  ];
}
