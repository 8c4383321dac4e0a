import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { OwnedGraph } from '../../access/readable-graphs.ts';
import { MeridianError } from '../../errors.ts';
import { fromNTriples, toNTriples } from '../../rdf/n-triples.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { serializeRdf } from '../../rdf/serialize-rdf.ts';
import { literal, namedNode, quad, type Quad } from '../../rdf/terms.ts';
import { dcat, dct, foaf, rdf } from '../../rdf/vocabulary.ts';
import type { Store } from '../../store/store.ts';
import { html, negotiate, pathParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { graphMediaTypes } from '../sparql-protocol.ts';

export interface CatalogServices {
  readonly base: string;
  readonly title: string;
  readonly store: Store;
  /** The graphs of the public plane that this node or hub holds, without the ontology. */
  readonly catalogueGraphs: () => Iterable<OwnedGraph>;
  readonly prefixes: PrefixTable;
  readonly catalogue: Catalogue;
  /** The statements about one dataset and what belongs to it. */
  readonly describeDataset: (iri: string) => Promise<readonly Quad[]>;
  readonly cataloguePage: (call: Call) => Promise<string>;
  readonly datasetPage: (call: Call, id: string) => Promise<string>;
}

/** `/catalog` and `/datasets/{id}`: the public plane for people and for other catalogues. */
export function catalogRoutes(services: CatalogServices): readonly Route[] {
  const { prefixes } = services;
  const mediaTypes = ['text/html', ...graphMediaTypes];
  const write = async (mediaType: string, quads: readonly Quad[]): Promise<Reply> => ({
    mediaType,
    headers: { vary: 'accept' },
    body:
      mediaType === 'application/n-triples'
        ? toNTriples(quads)
        : await serializeRdf(quads, mediaType, prefixes),
  });
  return [
    {
      method: 'get',
      path: '/catalog',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'The whole public catalogue as DCAT, or as a page',
        tag: 'catalogue',
        replies: { 200: { description: 'The catalogue.', mediaTypes } },
      },
      handle: async (call) => {
        // RDF first: a harvester that accepts anything gets data, a browser asks for HTML by name.
        const mediaType = negotiate(call, [...graphMediaTypes, 'text/html']);
        if (mediaType === 'text/html') return html(await services.cataloguePage(call));
        return write(mediaType, await wholeCatalogue(services));
      },
    },
    {
      method: 'get',
      path: '/datasets/:id',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'A dataset',
        tag: 'catalogue',
        parameters: [{ name: 'id', in: 'path', description: 'Identifier, as /search gives it.' }],
        replies: { 200: { description: 'The dataset.', mediaTypes } },
      },
      handle: async (call) => {
        const id = pathParameter(call, 'id');
        const dataset = services.catalogue.dataset(id, 'en');
        if (dataset === undefined) {
          throw new MeridianError('not-found', `There is no dataset ${id}.`, {
            advice: 'GET /search finds datasets.',
          });
        }
        const mediaType = negotiate(call, [...graphMediaTypes, 'text/html']);
        if (mediaType === 'text/html') return html(await services.datasetPage(call, id));
        return write(mediaType, await services.describeDataset(dataset.iri));
      },
    },
  ];
}

async function wholeCatalogue({ base, title, store, catalogueGraphs }: CatalogServices): Promise<Quad[]> {
  const catalog = namedNode(`${base}/catalog`);
  const publisher = namedNode(`${base}/id`);
  const parts = await Promise.all(
    [...catalogueGraphs()].map(async ({ graph }) => fromNTriples(await store.readGraph(graph))),
  );
  const statements = parts.flat();
  const datasets = statements
    .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.equals(dcat.Dataset))
    .map(({ subject }) => quad(catalog, dcat.dataset, namedNode(subject.value)));
  return [
    quad(catalog, rdf.type, dcat.Catalog),
    quad(catalog, dct.title, literal(title, 'en')),
    quad(catalog, dct.description, literal(`The public metadata of ${title}.`, 'en')),
    quad(catalog, dct.publisher, publisher),
    quad(publisher, rdf.type, foaf.Agent),
    quad(publisher, foaf.name, literal(title, 'en')),
    ...datasets,
    ...statements,
  ];
}
