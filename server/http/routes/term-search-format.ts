import { MeridianError } from '../../errors.ts';
import type { Call, ParameterDescription } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';
import { chooseFormat } from '../term-format.ts';

export const searchParameter: ParameterDescription = {
  name: 'q',
  in: 'query',
  description: 'Names or codes of terms to search for, answered in JSON or as a page; not together with RDF.',
};

/** What a search is answered in. A triple is no hit: who asks for both is told so ('bad-request'). */
export function searchFormat(call: Call): string {
  const mediaType = chooseFormat(call, ['application/json', 'text/html', ...graphMediaTypes]);
  if (!graphMediaTypes.some((each) => each === mediaType)) return mediaType;
  throw new MeridianError('bad-request', 'A search for terms is not answered in RDF.', {
    advice: 'Ask for application/json or text/html, or leave q out for the whole ontology.',
  });
}
