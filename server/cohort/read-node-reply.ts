import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { MeridianError } from '../errors.ts';
import schema from './reply.schema.json' with { type: 'json' };
import type { CohortReply, NodeReply } from './reply.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isReply = ajv.compile<CohortReply>(schema);

/**
 * One node's part of the reply that it gave. Throws `node-failed` where the answer is no reply, or one to another
 * question: a hub shows only numbers that it understands.
 */
export function readNodeReply(value: unknown, definitionHash: string): NodeReply {
  if (!isReply(value)) {
    const [error] = isReply.errors ?? [];
    throw new MeridianError(
      'node-failed',
      `Its answer is no cohort reply: ${error?.instancePath ?? ''} ${error?.message ?? ''}`,
    );
  }
  const [reply] = value.nodes;
  if (reply === undefined || value.definition !== definitionHash) {
    throw new MeridianError('node-failed', 'Its answer belongs to another question.');
  }
  return reply;
}
