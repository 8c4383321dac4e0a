import type { RouteDescription } from './route.ts';

/** The replies of an address that is asked again by its ETag (RFC 9110, sections 8.8.3 and 15.4.5). */
export function cachedReplies(
  description: string,
  mediaTypes: readonly string[],
): RouteDescription['replies'] {
  const headers = { ETag: 'Names what was answered; send it again as If-None-Match.' };
  return {
    200: { description, mediaTypes, headers },
    304: { description: 'What If-None-Match names is still the answer.', mediaTypes: [], headers },
  };
}
