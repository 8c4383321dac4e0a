import type { Express } from 'express';
import { StaticTokens } from './access/static-tokens.ts';
import type { OwnedGraph } from './access/readable-graphs.ts';
import { describeDataset } from './catalogue/describe-dataset.ts';
import type { CatalogueIndex } from './catalogue/catalogue-index.ts';
import { parseQuestion } from './catalogue/parse-question.ts';
import type { NodeConfig } from './config.ts';
import { createGraphql } from './graphql/create-graphql.ts';
import { createApp } from './http/create-app.ts';
import { openApiRoute } from './http/openapi.ts';
import { Pages } from './http/pages/pages.ts';
import { TermPages } from './http/pages/term-pages.ts';
import type { Route } from './http/route.ts';
import { catalogRoutes } from './http/routes/catalog-routes.ts';
import { checkBodyLimit, checkRoutes } from './http/routes/check-routes.ts';
import { cohortRoutes, type CohortServices } from './http/routes/cohort-routes.ts';
import { conceptRoutes } from './http/routes/concept-routes.ts';
import { graphRoutes } from './http/routes/graph-routes.ts';
import { graphqlRoutes } from './http/routes/graphql-routes.ts';
import { hubRoutes, type HubServices } from './http/routes/hub-routes.ts';
import { ontologyRoutes } from './http/routes/ontology-routes.ts';
import type { OntologyServices } from './http/routes/ontology-routes.ts';
import { lineageRoute } from './http/routes/lineage-route.ts';
import { operationRoutes, type Readiness } from './http/routes/operation-routes.ts';
import { pageRoutes } from './http/routes/page-routes.ts';
import { providerRoutes } from './http/routes/provider-routes.ts';
import { publishRoutes } from './http/routes/publish-routes.ts';
import { queryRoutes } from './http/routes/query-routes.ts';
import { searchRoutes } from './http/routes/search-routes.ts';
import { sparqlRoutes } from './http/routes/sparql-routes.ts';
import { submissionRoutes } from './http/routes/submission-routes.ts';
import { termRoutes } from './http/routes/term-routes.ts';
import { unmappedRoute } from './http/routes/unmapped-route.ts';
import { voidRoutes } from './http/routes/void-routes.ts';
import type { Ontology } from './ontology/ontology.ts';
import { recordTerms } from './ontology/record-terms.ts';
import { TermUses } from './ontology/terms/term-uses.ts';
import { Terms } from './ontology/terms/terms.ts';
import { filesOfBody } from './publish/files-of-body.ts';
import type { Publisher } from './publish/publisher.ts';
import type { SubmissionRecord } from './publish/submission.ts';
import type { QueryLibrary } from './query/query-library.ts';
import type { MappingSets } from './rdf/sssom.ts';
import { rdfMediaTypes } from './rdf/media-types.ts';
import type { Store } from './store/store.ts';
import type { Toolbox } from './toolbox.ts';

/** Everything that answers, already open. */
export interface AppParts {
  readonly config: NodeConfig;
  readonly version: string;
  readonly ontology: Ontology;
  readonly toolbox: Toolbox;
  readonly library: QueryLibrary;
  readonly mappingSets: MappingSets;
  readonly store: Store;
  readonly record: SubmissionRecord;
  readonly publisher: Publisher;
  readonly catalogue: CatalogueIndex;
  readonly cohorts: CohortServices;
  readonly impact: OntologyServices;
  readonly hub?: HubServices & { replicas(): Iterable<OwnedGraph> };
  readonly readiness: () => Readiness;
  readonly onFailure: (error: unknown, requestId: string) => void;
}

/** The application of a node: the table of its routes, behind one gate. */
export function createNodeApp(parts: AppParts): Express {
  return createApp({
    routes: nodeRoutes(parts),
    authenticator: new StaticTokens(parts.config.tokens),
    waitingFor: () => parts.readiness().waitingFor,
    base: parts.config.base,
    onFailure: parts.onFailure,
  });
}

/** Every address of a node, hub or not. */
export function nodeRoutes(parts: AppParts): readonly Route[] {
  const { config, ontology, toolbox, library, store, record, publisher, catalogue, cohorts, hub } = parts;
  const { base, title } = config;
  const { prefixes } = ontology;
  const graphs = (): readonly OwnedGraph[] => [...publisher.graphs(), ...(hub?.replicas() ?? [])];
  const own = (): readonly OwnedGraph[] =>
    graphs().filter(({ plane, graph }) => plane === 'catalogue' && graph.value !== `${base}/graph/ontology`);
  const page = {
    id: config.id,
    title,
    role: hub === undefined ? 'node' : 'hub',
    base,
    release: ontology.release,
  } as const;
  const pages = new Pages({
    node: page,
    catalogue,
    ontology,
    ...(hub === undefined ? {} : { nodes: hub.nodes }),
  });
  const terms = new Terms(ontology);
  const uses = new TermUses({ folders: toolbox.folders, prefixes, mappingSets: parts.mappingSets });
  const termPages = new TermPages({
    node: page,
    terms,
    catalogue,
    uses,
    mappingRows: [...parts.mappingSets.values()].reduce((sum, { rows }) => sum + rows.length, 0),
    countPatients: (attribute, code) =>
      cohorts.count(cohorts.parseDefinition({ count: 'patient', where: { attribute, in: [code] } })).count,
  });
  const sparql = {
    base,
    store,
    graphs,
    prefixes,
    recordTerms: recordTerms(ontology.quads),
    anonymousDeadline: config.limits.anonymousQueryMilliseconds,
  };
  const attributes = ontology.attributes.filter(({ catalogue: binding }) => binding !== undefined);
  const limit = config.limits.submissionBytes;
  const routes: readonly Route[] = [
    ...pageRoutes({ cataloguePage: pages.catalogue }),
    ...catalogRoutes({
      base,
      title,
      store,
      catalogueGraphs: own,
      prefixes,
      catalogue,
      describeDataset: async (iri) =>
        describeDataset(await Promise.all(own().map(({ graph }) => store.readGraph(graph))), iri),
      cataloguePage: pages.catalogue,
      datasetPage: pages.dataset,
    }),
    ...searchRoutes({
      catalogue,
      attributes,
      parseQuestion: (parameters) => parseQuestion(parameters, { attributes: ontology.attributes }),
    }),
    ...graphqlRoutes(
      createGraphql({
        catalogue,
        ontology,
        node: { id: config.id, title, release: ontology.release },
        onFailure: (failure) => {
          parts.onFailure(failure, 'of GraphQL');
        },
      }),
    ),
    ...sparqlRoutes(sparql),
    ...graphRoutes(sparql),
    ...queryRoutes({ ...sparql, library }),
    ...conceptRoutes({ terms, uses, pages: termPages }),
    ...termRoutes({ terms, pages: termPages }),
    ...cohortRoutes(cohorts),
    ...ontologyRoutes(parts.impact),
    ...checkRoutes({
      base,
      prefixes,
      rdfMediaTypes: rdfMediaTypes.map(({ mediaType }) => mediaType),
      validator: () => toolbox.validator(),
      lifter: () => toolbox.lifter(),
      readFiles: (body, mediaType, name) => filesOfBody(body, mediaType, name, archiveLimits(checkBodyLimit)),
    }),
    ...providerRoutes({ providers: config.providers, publisher }),
    unmappedRoute({ publisher, record, ontology, mappingSets: parts.mappingSets }),
    ...submissionRoutes({ prefixes, publisher, record }),
    lineageRoute({ publisher, record, mappingSets: parts.mappingSets }),
    ...publishRoutes({
      base,
      publisher,
      deliveryLimit: limit,
      deliveryMediaTypes: [
        'application/x-tar',
        'application/gzip',
        ...rdfMediaTypes.map(({ mediaType }) => mediaType),
      ],
    }),
    ...(hub === undefined ? [] : hubRoutes(hub)),
    ...operationRoutes({ readiness: parts.readiness }),
    ...voidRoutes({ base, title, prefixes, catalogue }),
  ];
  return [...routes, openApiRoute(routes, { title, version: parts.version, server: base })];
}

/** What an archive may hold, for the bytes that a delivery may have: metadata compress well, bombs compress better. */
export function archiveLimits(submissionBytes: number): {
  files: number;
  fileBytes: number;
  totalBytes: number;
} {
  return { files: 100_000, fileBytes: submissionBytes, totalBytes: submissionBytes * 4 };
}
