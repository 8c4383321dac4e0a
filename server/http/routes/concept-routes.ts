import type { TermUses } from '../../ontology/terms/term-uses.ts';
import type { FoundTerm, Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import type { PatientsCount, TermCounts } from '../pages/term-figures.ts';
import { cachedReplies } from '../cached-replies.ts';
import { pageParameters } from '../page-parameters.ts';
import { html, json, pathParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';
import { chooseFormat, formatParameter } from '../term-format.ts';
import { conceptNotFound, notFoundReply } from './concept-not-found.ts';
import { conceptPatientsRoute } from './concept-patients-route.ts';
import { conceptView } from './concept-view.ts';

export interface ConceptServices {
  readonly terms: Terms;
  readonly uses: TermUses;
  readonly pages: {
    counts(term: Term): TermCounts | undefined;
    patients(term: Term): PatientsCount;
    term(call: Call, found: FoundTerm): string;
    unknown(call: Call, code: string, near: readonly Term[]): string;
  };
}

const offered = ['application/json', 'text/html', ...graphMediaTypes];

/** `/concepts/{curie}`: what a term means here, for people and for machines. */
export function conceptRoutes(services: ConceptServices): readonly Route[] {
  const { terms, uses, pages } = services;
  return [
    {
      method: 'get',
      path: '/concepts/:curie',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A term of the hyper-ontology: what it means, its place, its codes, where it is used',
        tag: 'ontology',
        parameters: [
          {
            name: 'curie',
            in: 'path',
            description:
              'The code in any style: EUCAIM:IMG1000042, SNOMEDCT:77477000; of anything else its CURIE or IRI: eucaim:hasBirthSex, attr:modality, scheme:modality. Retired codes lead to what replaces them.',
          },
          formatParameter,
          ...pageParameters,
        ],
        replies: {
          ...cachedReplies(
            'The term. RDF holds the statements about it; JSON and the page also tell where it is used, how many datasets have it, and at which address patients are counted.',
            offered,
          ),
          ...notFoundReply,
        },
      },
      handle: async (call) => {
        const code = pathParameter(call, 'curie');
        const found = terms.find(code);
        if (found === undefined) return unknown(call, code, services);
        const mediaType = chooseFormat(call, offered);
        if (mediaType === 'text/html') return html(pages.term(call, found));
        if (mediaType === 'application/json') {
          const view = conceptView(found, terms, uses, pages.counts(found.term));
          return json(view, 200, { vary: 'accept' });
        }
        return {
          mediaType,
          headers: { vary: 'accept' },
          body: await serializeRdf(terms.statements(subjects(found)), mediaType, terms.ontology.prefixes),
        };
      },
    },
    conceptPatientsRoute({ terms, countPatients: (term) => pages.patients(term) }),
  ];
}

/** The term, and the retired one that it was asked by: what says that it is retired. */
function subjects({ term, asked }: FoundTerm): readonly string[] {
  return asked?.relation === 'retired' && asked.iri !== undefined ? [asked.iri, term.iri] : [term.iri];
}

function unknown(call: Call, code: string, { terms, pages }: ConceptServices): Reply {
  const near = terms.near(code);
  if (call.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html') {
    return html(pages.unknown(call, code, near), 404);
  }
  throw conceptNotFound(code, near, terms);
}
