import type { Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import type { PatientsCount } from '../pages/term-figures.ts';
import { json, pathParameter } from '../reply.ts';
import type { Route } from '../route.ts';
import { conceptNotFound, notFoundReply } from './concept-not-found.ts';

export interface ConceptPatientsServices {
  readonly terms: Terms;
  /** Counts the patients of a concept; throws where it cannot, and where the question is refused. */
  readonly countPatients: (term: Term) => PatientsCount;
}

/**
 * `/concepts/{curie}/patients`: an address of its own, since what the term means is for everybody and for every
 * origin, and a count of patients for neither.
 */
export function conceptPatientsRoute({ terms, countPatients }: ConceptPatientsServices): Route {
  return {
    method: 'get',
    path: '/concepts/:curie/patients',
    action: 'count-cohort',
    description: {
      summary: 'A protected count of the patients that this node has for a concept',
      tag: 'ontology',
      parameters: [{ name: 'curie', in: 'path', description: 'The code of the concept in any style.' }],
      replies: {
        200: {
          description:
            'State, low and high count, whether it is suppressed. A hub says that its nodes count.',
          mediaTypes: ['application/json'],
        },
        ...notFoundReply,
      },
    },
    handle: (call) => {
      const code = pathParameter(call, 'curie');
      const term = terms.find(code)?.term;
      if (term === undefined) throw conceptNotFound(code, terms.near(code), terms);
      return json(countPatients(term), 200, { 'cache-control': 'no-store' });
    },
  };
}
