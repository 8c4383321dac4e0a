import type { CohortDefinition } from '../../cohort/definition.ts';
import type { CohortReply, NodeReply } from '../../cohort/reply.ts';
import { parseJsonBody } from '../parse-json-body.ts';
import { json } from '../reply.ts';
import type { Route } from '../route.ts';

export interface CohortServices {
  /** Checks a definition; throws `bad-definition`, `unknown-concept` or `unsupported-query` with a JSON pointer. */
  readonly parseDefinition: (value: unknown) => CohortDefinition;
  /** Counts at this node, behind the disclosure gate. */
  readonly count: (definition: CohortDefinition) => NodeReply;
  /** Wraps one node's answer in the form of a reply. */
  readonly toReply: (definition: CohortDefinition, nodes: readonly NodeReply[]) => CohortReply;
}

export function cohortRoutes({ parseDefinition, count, toReply }: CohortServices): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/cohorts/count',
      action: 'count-cohort',
      bodyLimit: 256 * 1024,
      description: {
        summary: 'A protected count of a cohort at this node',
        tag: 'cohorts',
        body: ['application/json'],
        replies: {
          200: {
            description: 'Low and high count, and how each criterion was understood.',
            mediaTypes: ['application/json'],
          },
        },
      },
      handle: (call) => {
        const definition = parseDefinition(parseJsonBody(call));
        return json(toReply(definition, [count(definition)]), 200, { 'cache-control': 'no-store' });
      },
    },
  ];
}
