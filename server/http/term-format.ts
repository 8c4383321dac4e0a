import { MeridianError } from '../errors.ts';
import { negotiate } from './reply.ts';
import type { Call, ParameterDescription } from './route.ts';

/** Names of formats in addresses, for links that cannot send an Accept header. */
const formats: Readonly<Record<string, string>> = {
  html: 'text/html',
  json: 'application/json',
  turtle: 'text/turtle',
  ttl: 'text/turtle',
  jsonld: 'application/ld+json',
  rdfxml: 'application/rdf+xml',
  ntriples: 'application/n-triples',
  nt: 'application/n-triples',
};

/** The parameter that wins over the Accept header. */
export const formatParameter: ParameterDescription = {
  name: 'format',
  in: 'query',
  description: `The format by name, where the Accept header cannot say it: ${Object.keys(formats).join(', ')}.`,
};

/** The media type to answer in: `?format=` by name, else what the caller accepts. Throws `not-acceptable`. */
export function chooseFormat(call: Call, offered: readonly string[]): string {
  const name = call.url.searchParams.get('format');
  if (name === null || name === '') return negotiate(call, offered);
  const mediaType = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (mediaType !== undefined && offered.includes(mediaType)) return mediaType;
  const names = Object.keys(formats).filter((each) => offered.includes(formats[each] ?? ''));
  throw new MeridianError('not-acceptable', 'This address has no such format.', {
    advice: `Name one of ${names.join(', ')}, or leave format out and send an Accept header.`,
  });
}
