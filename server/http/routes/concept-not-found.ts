import { MeridianError } from '../../errors.ts';
import type { Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { shortened } from '../pages/unknown-term-page.ts';
import type { RouteDescription } from '../route.ts';

/** Of an address that names a term by a code. */
export const notFoundReply: RouteDescription['replies'] = {
  404: {
    description: 'No term has the code; what is near it.',
    mediaTypes: ['application/problem+json', 'text/html'],
  },
};

/** That no term has a code, with what is near it. */
export function conceptNotFound(code: string, near: readonly Term[], terms: Terms): MeridianError {
  const named = near.map((term) => `${term.curie} (${terms.label(term, 'en').text})`);
  return new MeridianError('not-found', `No term has the code ${shortened(code)}.`, {
    advice:
      named.length === 0
        ? 'Search by name at /ontology?q=.'
        : `Near: ${named.join(', ')}. Search at /ontology?q=.`,
  });
}
