import { json } from '../reply.ts';
import type { Route } from '../route.ts';

/** How far the start of a node has come. */
export interface Readiness {
  readonly ready: boolean;
  readonly node: string;
  readonly title: string;
  readonly role: 'node' | 'hub';
  /** Release of the ontology that answers here, and the hash of its content. */
  readonly release: string;
  readonly ontologyHash: string;
  readonly submissions: number;
  /** What is still being loaded, or why it is not ready. */
  readonly waitingFor?: string;
}

export interface OperationServices {
  readonly readiness: () => Readiness;
}

const jsonReply = (description: string) => ({ description, mediaTypes: ['application/json'] });

export function operationRoutes({ readiness }: OperationServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/health/live',
      action: 'read-operation',
      description: { summary: 'The process runs', tag: 'operation', replies: { 200: jsonReply('It runs.') } },
      handle: () => json({ live: true }, 200, { 'cache-control': 'no-store' }),
    },
    {
      method: 'get',
      path: '/health/ready',
      action: 'read-operation',
      shared: true,
      description: {
        summary: 'The node answers questions',
        tag: 'operation',
        replies: {
          200: jsonReply('Everything accepted is loaded; all addresses answer.'),
          503: jsonReply('Still loading; `waitingFor` says what.'),
        },
      },
      handle: () => {
        const state = readiness();
        return json(state, state.ready ? 200 : 503, { 'cache-control': 'no-store' });
      },
    },
  ];
}
