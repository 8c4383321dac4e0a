import type { NodeOutcome } from './node.ts';

/** Why a node gave no usable answer, in words for the person who asked. */
export class NodeFailure extends Error {
  readonly state: Exclude<NodeOutcome['state'], 'answered' | 'late'>;

  constructor(state: 'failed' | 'refused', message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'NodeFailure';
    this.state = state;
  }
}

const networkCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name could not be looked up',
  EHOSTUNREACH: 'its host cannot be reached',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_SOCKET: 'connection closed before the answer was complete',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

/** Whether a connection was closed by the other side. */
export function isClosedConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'UND_ERR_SOCKET')) return true;
  }
  return false;
}

/** The plain words for whatever a request to a node threw. */
export function describeNodeError(error: unknown): string {
  let words = String(error);
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    words = cause.message;
    if (cause instanceof NodeFailure) return cause.message;
    const code = 'code' in cause && typeof cause.code === 'string' ? networkCodes[cause.code] : undefined;
    if (code !== undefined) return code;
  }
  return words;
}
