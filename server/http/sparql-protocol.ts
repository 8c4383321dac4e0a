import { MeridianError } from '../errors.ts';
import type { Call } from './route.ts';

/** A query as SPARQL 1.1 Protocol carries it (section 2.1). */
export interface ProtocolQuery {
  readonly text: string;
  readonly defaultGraphs: readonly string[];
  readonly namedGraphs: readonly string[];
}

/** Media types that SELECT and ASK can be answered in, the preferred one first. */
export const resultMediaTypes = [
  'application/sparql-results+json',
  'application/json',
  'application/sparql-results+xml',
  'text/csv',
  'text/tab-separated-values',
] as const;

/** The format of results behind a media type: application/json is another name for the JSON one. */
export function resultFormat(mediaType: string): string {
  return mediaType === 'application/json' ? 'application/sparql-results+json' : mediaType;
}

/** Media types that CONSTRUCT and DESCRIBE can be answered in, the preferred one first. */
export const graphMediaTypes = [
  'text/turtle',
  'application/n-triples',
  'application/ld+json',
  'application/rdf+xml',
] as const;

/** Reads a query from GET parameters, a form or a direct POST; undefined where GET carries none. */
export function readProtocolQuery(call: Call): ProtocolQuery | undefined {
  const address = call.url.searchParams;
  if (call.method === 'GET' || call.method === 'HEAD') {
    const texts = address.getAll('query');
    return texts.length === 0 ? undefined : fromParameters(address);
  }
  if (call.mediaType === 'application/x-www-form-urlencoded') {
    return fromParameters(new URLSearchParams(decode(call.body)));
  }
  if (call.mediaType === 'application/sparql-query') {
    return {
      text: decode(call.body),
      defaultGraphs: address.getAll('default-graph-uri'),
      namedGraphs: address.getAll('named-graph-uri'),
    };
  }
  throw new MeridianError(
    'unknown-format',
    `A query cannot be sent as ${call.mediaType === '' ? 'an untyped body' : call.mediaType}.`,
    {
      advice: 'POST it as application/sparql-query, or as a form with the field "query".',
    },
  );
}

function fromParameters(parameters: URLSearchParams): ProtocolQuery {
  const texts = parameters.getAll('query');
  const [text] = texts;
  if (text === undefined || texts.length > 1) {
    throw new MeridianError(
      'bad-request',
      `There must be exactly one parameter "query"; there are ${texts.length}.`,
      {
        advice: 'See SPARQL 1.1 Protocol, section 2.1.',
      },
    );
  }
  return {
    text,
    defaultGraphs: parameters.getAll('default-graph-uri'),
    namedGraphs: parameters.getAll('named-graph-uri'),
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new MeridianError('bad-request', 'The body is not UTF-8.', { cause });
  }
}
