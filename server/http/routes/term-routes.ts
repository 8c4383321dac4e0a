import { MeridianError } from '../../errors.ts';
import { distinctStatements } from '../../ontology/terms/term-statements.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import type { Quad } from '../../rdf/terms.ts';
import { cachedReplies } from '../cached-replies.ts';
import { pageParameters } from '../page-parameters.ts';
import type { TermSearch } from '../pages/term-results.ts';
import { html, json, pathParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';
import { chooseFormat, formatParameter } from '../term-format.ts';
import { searchFormat, searchParameter } from './term-search-format.ts';
import { termSearchView } from './term-search-view.ts';

export interface TermServices {
  readonly terms: Terms;
  readonly pages: {
    ontology(call: Call, search: TermSearch | undefined): string;
    /** What `?q=` finds; undefined where nothing is searched for. */
    search(call: Call): TermSearch | undefined;
    namespace(call: Call, path: string, namespace: string): string;
  };
}

/** RDF first, as at /catalog: a program that accepts anything gets data. */
const offered = [...graphMediaTypes, 'text/html'];

/** The documents that our own IRIs lead to, with the prefix of each namespace. */
const documents = [
  ['/ns', 'mer', 'The terms that Meridian adds'],
  ['/attribute', 'attr', 'The searchable attributes'],
  ['/scheme', 'scheme', 'The vocabularies'],
] as const;

/** Our own IRIs: the ontology as a whole, and the documents of its namespaces. */
export function termRoutes({ terms, pages }: TermServices): readonly Route[] {
  const { release, hash, prefixes } = terms.ontology;
  const written = new Map<string, Promise<string>>();
  /** The whole is written once a format and kept: it never changes while the process lives. */
  const write = async (name: string, mediaType: string, quads: () => readonly Quad[]): Promise<Reply> => {
    const key = `${name} ${mediaType}`;
    let body = written.get(key);
    if (body === undefined) {
      body = serializeRdf(quads(), mediaType, prefixes);
      written.set(key, body);
      body.catch(() => written.delete(key));
    }
    return { mediaType, headers: { vary: 'accept', etag: etag(hash, mediaType, name) }, body: await body };
  };
  const ontology = async (call: Call): Promise<Reply> => {
    const search = pages.search(call);
    const mediaType = search === undefined ? chooseFormat(call, offered) : searchFormat(call);
    if (mediaType === 'text/html') return html(pages.ontology(call, search));
    if (search !== undefined) return json(termSearchView(search, terms), 200, { vary: 'accept' });
    return write('ontology', mediaType, () => distinctStatements(terms.ontology.quads));
  };
  const replies = cachedReplies('Every statement of the release; the page for people; what a search finds.', [
    ...offered,
    'application/json',
  ]);
  return [
    {
      method: 'get',
      path: '/ontology',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'The whole hyper-ontology, or a page to enter it and to search its terms',
        tag: 'ontology',
        parameters: [searchParameter, formatParameter, ...pageParameters],
        replies,
      },
      handle: ontology,
    },
    {
      method: 'get',
      path: '/ontology/:release',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A release of the hyper-ontology; here is the one that the node has loaded',
        tag: 'ontology',
        parameters: [
          { name: 'release', in: 'path', description: 'As 2026.1.' },
          searchParameter,
          formatParameter,
          ...pageParameters,
        ],
        replies: {
          ...replies,
          404: {
            description: 'The node has another release.',
            mediaTypes: ['application/problem+json', 'text/html'],
          },
        },
      },
      handle: (call) => {
        if (pathParameter(call, 'release') !== release) {
          throw new MeridianError('not-found', 'This node does not have that release of the ontology.', {
            advice: `It has ${release}, at /ontology/${release}.`,
          });
        }
        return ontology(call);
      },
    },
    ...documents.map(([path, prefix, summary]): Route => ({
      method: 'get',
      path,
      action: 'read-catalogue',
      shared: true,
      description: {
        summary,
        tag: 'ontology',
        parameters: [formatParameter, ...pageParameters],
        replies: cachedReplies('The terms.', offered),
      },
      handle: async (call) => {
        const namespace = prefixes.get(prefix);
        if (namespace === undefined) {
          throw new MeridianError('not-found', `The ontology declares no prefix ${prefix}.`);
        }
        const mediaType = chooseFormat(call, offered);
        if (mediaType === 'text/html') return html(pages.namespace(call, path, namespace));
        return write(path, mediaType, () =>
          terms.statements(terms.list({ namespace }).map(({ iri }) => iri)),
        );
      },
    })),
  ];
}

/** Weak: the same content in the same format, whose blank nodes may have other labels (RFC 9110, 8.8.1). */
function etag(hash: string, mediaType: string, name: string): string {
  return `W/"${hash.slice(0, 16)}-${name.replace('/', '')}-${mediaType.replace(/[^a-z]/g, '')}"`;
}
