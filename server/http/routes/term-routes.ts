import { MeridianError } from '../../errors.ts';
import { distinctStatements } from '../../ontology/terms/term-statements.ts';
import type { Terms } from '../../ontology/terms/terms.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import type { Quad } from '../../rdf/terms.ts';
import { html, pathParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';
import { chooseFormat, formatParameter } from '../term-format.ts';

export interface TermServices {
  readonly terms: Terms;
  readonly pages: {
    ontology(call: Call): string;
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
    const mediaType = chooseFormat(call, offered);
    if (mediaType === 'text/html') return html(pages.ontology(call));
    return write('ontology', mediaType, () => distinctStatements(terms.ontology.quads));
  };
  const replies = (what: string): Route['description']['replies'] => ({
    200: { description: what, mediaTypes: offered },
  });
  return [
    {
      method: 'get',
      path: '/ontology',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'The whole hyper-ontology, or a page to enter it and to search its terms',
        tag: 'ontology',
        parameters: [
          { name: 'q', in: 'query', description: 'Names or codes to search for; of the page only.' },
          formatParameter,
        ],
        replies: replies('Every statement of the release; the page for people.'),
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
        parameters: [{ name: 'release', in: 'path', description: 'As 2026.1.' }, formatParameter],
        replies: replies('Every statement of the release; the page for people.'),
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
        parameters: [formatParameter],
        replies: replies('The terms.'),
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
