import { MeridianError } from '../../errors.ts';
import type { TermUses } from '../../ontology/terms/term-uses.ts';
import type { FoundTerm, Term } from '../../ontology/terms/term.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import type { TermCounts } from '../pages/term-figures.ts';
import { shortened } from '../pages/unknown-term-page.ts';
import { html, json, pathParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';
import { chooseFormat, formatParameter } from '../term-format.ts';
import { conceptView } from './concept-view.ts';

export interface ConceptServices {
  readonly terms: Terms;
  readonly uses: TermUses;
  readonly pages: {
    counts(call: Call, term: Term): TermCounts | undefined;
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
        ],
        replies: {
          200: {
            description:
              'The term. RDF holds the statements about it; JSON and the page also tell where it is used, and how many datasets have it. Patients are counted for those who may count cohorts.',
            mediaTypes: offered,
          },
        },
      },
      handle: async (call) => {
        const code = pathParameter(call, 'curie');
        const found = terms.find(code);
        if (found === undefined) return unknown(call, code, services);
        const mediaType = chooseFormat(call, offered);
        if (mediaType === 'text/html') return personal(call, html(pages.term(call, found)));
        if (mediaType === 'application/json') {
          const view = conceptView(found, terms, uses, pages.counts(call, found.term));
          return personal(call, json(view, 200, { vary: 'accept' }));
        }
        return {
          mediaType,
          headers: { vary: 'accept' },
          body: await serializeRdf(terms.statements(subjects(found)), mediaType, terms.ontology.prefixes),
        };
      },
    },
  ];
}

/** The term, and the retired one that it was asked by: what says that it is retired. */
function subjects({ term, asked }: FoundTerm): readonly string[] {
  return asked?.relation === 'retired' && asked.iri !== undefined ? [asked.iri, term.iri] : [term.iri];
}

/** Counts of patients are for the one who asked: nobody between keeps them. */
function personal({ actor }: Call, reply: Reply): Reply {
  if (actor.role === 'anonymous') return reply;
  return {
    ...reply,
    headers: { ...reply.headers, 'cache-control': 'no-store', vary: 'accept, authorization' },
  };
}

function unknown(call: Call, code: string, { terms, pages }: ConceptServices): Reply {
  const near = terms.near(code);
  if (call.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html') {
    return html(pages.unknown(call, code, near), 404);
  }
  const named = near.map((term) => `${term.curie} (${terms.label(term, 'en').text})`);
  throw new MeridianError('not-found', `No term has the code ${shortened(code)}.`, {
    advice:
      named.length === 0
        ? 'Search by name at /ontology?q=.'
        : `Near: ${named.join(', ')}. Search at /ontology?q=.`,
  });
}
