import { MeridianError } from '../errors.ts';
import { locateJsonError } from '../rdf/locate-json-error.ts';
import type { Call } from './route.ts';

/** The body as JSON (RFC 8259); throws `syntax-error` with the parser's words. */
export function parseJsonBody(call: Call): unknown {
  if (call.mediaType !== 'application/json' && !call.mediaType.endsWith('+json')) {
    throw new MeridianError(
      'unknown-format',
      `This address takes application/json, not ${call.mediaType === '' ? 'an untyped body' : call.mediaType}.`,
      { advice: 'Send the header "Content-Type: application/json".' },
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(call.body);
  } catch (cause) {
    throw new MeridianError('syntax-error', 'The body is not UTF-8.', {
      advice: 'Send JSON in UTF-8.',
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = locateJsonError(text);
    throw new MeridianError('syntax-error', 'The body is not JSON.', {
      place: found === undefined ? {} : { line: found.line, column: found.column },
      advice: 'Correct the JSON; look for a missing comma, quote or bracket just before this place.',
      cause,
    });
  }
}
