import type { CohortReply } from '../../cohort/reply.ts';
import type { NodeOutcome } from '../../federate/node.ts';
import { MeridianError } from '../../errors.ts';
import { guardQuery } from '../../query/guard.ts';
import { parseJsonBody } from '../parse-json-body.ts';
import { json, negotiate } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { readProtocolQuery, resultFormat, resultMediaTypes, graphMediaTypes } from '../sparql-protocol.ts';

/** A node with its state, as a hub shows it. */
export interface NodeView {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly state: NodeOutcome['state'];
  readonly ms: number;
  readonly release?: string;
  readonly error?: string;
  /** When the hub last read its catalogue; RFC 3339. */
  readonly harvested?: string;
  /** Why the last reading failed: what is shown of the node is as old as `harvested`. */
  readonly harvestError?: string;
  /** Things of other nodes that its catalogue speaks of; what it says of them is not taken. */
  readonly leftOut?: readonly string[];
}

export interface FederatedAnswer {
  readonly body: string | Uint8Array;
  readonly mediaType: string;
  readonly outcomes: readonly NodeOutcome[];
  readonly partial: boolean;
}

export interface HubServices {
  readonly nodes: () => Promise<readonly NodeView[]>;
  readonly sparql: (text: string, mediaType: string) => Promise<FederatedAnswer>;
  readonly countCohort: (definition: unknown) => Promise<CohortReply>;
}

export function hubRoutes({ nodes, sparql, countCohort }: HubServices): readonly Route[] {
  const federated = async (call: Call): Promise<Reply> => {
    const query = readProtocolQuery(call);
    if (query === undefined) {
      throw new MeridianError('bad-request', 'The parameter "query" is missing.', {
        advice: 'GET /federation/sparql?query=…, or POST application/sparql-query.',
      });
    }
    if (query.defaultGraphs.length + query.namedGraphs.length > 0) {
      throw new MeridianError('unsupported-query', 'Graphs cannot be chosen in a federated query.', {
        advice:
          'Leave out default-graph-uri and named-graph-uri: each node answers from its public catalogue.',
      });
    }
    const { form } = guardQuery(query.text);
    const mediaType = negotiate(
      call,
      form === 'CONSTRUCT' || form === 'DESCRIBE' ? graphMediaTypes : resultMediaTypes,
    );
    const answer = await sparql(query.text, resultFormat(mediaType));
    return {
      mediaType,
      headers: {
        'cache-control': 'no-store',
        vary: 'accept',
        'x-meridian-partial': String(answer.partial),
        // Formats without room for it say in a header how each node fared.
        'x-meridian-nodes': answer.outcomes.map(({ node, state }) => `${node}=${state}`).join(' '),
      },
      body: answer.body,
    };
  };
  const description = {
    summary: 'A SPARQL query over all nodes, with how each node fared',
    tag: 'federation',
    replies: {
      200: {
        description:
          'The solutions; JSON carries `meridian` with the state of each node, all carry it in a header.',
        mediaTypes: resultMediaTypes,
      },
    },
  };
  return [
    {
      method: 'get',
      path: '/nodes',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'The nodes of this hub and how they are',
        tag: 'federation',
        replies: { 200: { description: 'The nodes.', mediaTypes: ['application/json'] } },
      },
      handle: async () => json({ nodes: await nodes() }, 200, { 'cache-control': 'no-store' }),
    },
    {
      method: 'get',
      path: '/federation/sparql',
      action: 'read-catalogue',
      shared: true,
      description: {
        ...description,
        parameters: [{ name: 'query', in: 'query', required: true, description: 'The query.' }],
      },
      handle: federated,
    },
    {
      method: 'post',
      path: '/federation/sparql',
      action: 'read-catalogue',
      shared: true,
      description: {
        ...description,
        body: ['application/sparql-query', 'application/x-www-form-urlencoded'],
      },
      handle: federated,
    },
    {
      method: 'post',
      path: '/federation/cohorts/count',
      action: 'count-cohort',
      bodyLimit: 256 * 1024,
      description: {
        summary: 'Protected counts of a cohort over all nodes',
        tag: 'federation',
        body: ['application/json'],
        replies: {
          200: {
            description: 'Each node with its count, state and receipt.',
            mediaTypes: ['application/json'],
          },
        },
      },
      handle: async (call) =>
        json(await countCohort(parseJsonBody(call)), 200, { 'cache-control': 'no-store' }),
    },
  ];
}
