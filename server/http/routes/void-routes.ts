import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { literal, namedNode, quad } from '../../rdf/terms.ts';
import { dct, rdf, voidVocabulary, xsd } from '../../rdf/vocabulary.ts';
import { negotiate } from '../reply.ts';
import type { Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';

export interface VoidServices {
  readonly base: string;
  readonly title: string;
  readonly prefixes: PrefixTable;
  readonly catalogue: Catalogue;
}

/** `/.well-known/void`: where a machine that knows only the host begins. */
export function voidRoutes({ base, title, prefixes, catalogue }: VoidServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/.well-known/void',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'Description of the data here (VoID)',
        tag: 'operation',
        replies: { 200: { description: 'The description.', mediaTypes: graphMediaTypes } },
      },
      handle: async (call) => {
        const mediaType = negotiate(call, graphMediaTypes);
        const self = namedNode(`${base}/.well-known/void#data`);
        const datasets = String(catalogue.totals().datasets);
        const quads = [
          quad(self, rdf.type, voidVocabulary.Dataset),
          quad(self, dct.title, literal(title, 'en')),
          quad(
            self,
            dct.description,
            literal(`${datasets} datasets of cancer images, described in DCAT.`, 'en'),
          ),
          quad(self, voidVocabulary.sparqlEndpoint, namedNode(`${base}/sparql`)),
          quad(self, voidVocabulary.entities, literal(datasets, xsd.integer)),
          quad(self, voidVocabulary.rootResource, namedNode(`${base}/catalog`)),
        ];
        return {
          mediaType,
          headers: { vary: 'accept' },
          body: await serializeRdf(quads, mediaType, prefixes),
        };
      },
    },
  ];
}
