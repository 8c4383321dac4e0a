import { MeridianError } from '../errors.ts';
import type { Call } from './route.ts';

/** The body as JSON (RFC 8259); throws `syntax-error` with the parser's words. */
export function parseJsonBody(call: Call): unknown {
  if (call.mediaType !== 'application/json' && !call.mediaType.endsWith('+json')) {
    throw new MeridianError(
      'unknown-format',
      `This address takes application/json, not ${call.mediaType === '' ? 'an untyped body' : call.mediaType}.`,
    );
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
  } catch (cause) {
    throw new MeridianError(
      'syntax-error',
      cause instanceof Error ? cause.message : 'The body is not JSON.',
      { cause },
    );
  }
}
