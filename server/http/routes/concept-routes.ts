import { MeridianError } from '../../errors.ts';
import type { Concept } from '../../ontology/concept.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { namedNode, quad, literal, type Quad } from '../../rdf/terms.ts';
import { mer, rdf, skos } from '../../rdf/vocabulary.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { html, json, negotiate, pathParameter } from '../reply.ts';
import type { Call, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';

export interface ConceptServices {
  readonly ontology: Ontology;
  readonly conceptPage: (call: Call, concept: Concept) => string;
}

/** `/concepts/{curie}`: what a code means here, for people and for machines. */
export function conceptRoutes({ ontology, conceptPage }: ConceptServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/concepts/:curie',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A concept: labels, broader and narrower ones, equal codes',
        tag: 'ontology',
        parameters: [
          {
            name: 'curie',
            in: 'path',
            description: 'The code in any style: EUCAIM:IMG1000042, SNOMEDCT:77477000.',
          },
        ],
        replies: {
          200: {
            description: 'The concept.',
            mediaTypes: ['application/json', 'text/html', ...graphMediaTypes],
          },
        },
      },
      handle: async (call) => {
        const code = pathParameter(call, 'curie');
        const resolution = ontology.resolve(code);
        if (resolution.state === 'unknown') {
          const near = resolution.near.map(({ curie, labels }) => `${curie} (${labels.get('en') ?? ''})`);
          throw new MeridianError('not-found', `No concept has the code ${code}.`, {
            advice: near.length === 0 ? 'Search by label at /search?q=.' : `Near: ${near.join(', ')}.`,
          });
        }
        const { concept } = resolution;
        const mediaType = negotiate(call, ['application/json', 'text/html', ...graphMediaTypes]);
        if (mediaType === 'text/html') return html(conceptPage(call, concept));
        if (mediaType === 'application/json')
          return json(conceptView(concept, ontology), 200, { vary: 'accept' });
        return {
          mediaType,
          headers: { vary: 'accept' },
          body: await serializeRdf(describe(concept), mediaType, ontology.prefixes),
        };
      },
    },
  ];
}

function conceptView(concept: Concept, ontology: Ontology): unknown {
  const brief = (iri: string): unknown => {
    const other = ontology.concept(iri);
    return { iri, code: other?.curie ?? iri, label: other?.labels.get('en') ?? null };
  };
  return {
    iri: concept.iri.value,
    code: concept.curie,
    scheme: concept.scheme.value,
    labels: Object.fromEntries(concept.labels),
    synonyms: concept.synonyms,
    ...(concept.definition === undefined ? {} : { definition: concept.definition }),
    broader: concept.broader.map(brief),
    narrower: concept.narrower.map(brief),
    exactMatches: concept.exactMatches,
    searchEquivalents: concept.searchEquivalents.map(brief),
  };
}

function describe(concept: Concept): Quad[] {
  const subject = concept.iri;
  const links = (predicate: typeof skos.broader, iris: readonly string[]): Quad[] =>
    iris.map((iri) => quad(subject, predicate, namedNode(iri)));
  return [
    quad(subject, rdf.type, skos.Concept),
    quad(subject, skos.inScheme, concept.scheme),
    ...[...concept.labels].map(([language, label]) =>
      quad(subject, skos.prefLabel, literal(label, language)),
    ),
    ...concept.synonyms.map((synonym) => quad(subject, skos.altLabel, literal(synonym))),
    ...links(skos.broader, concept.broader),
    ...links(skos.narrower, concept.narrower),
    ...links(skos.exactMatch, concept.exactMatches),
    ...links(mer.searchEquivalent, concept.searchEquivalents),
  ];
}
