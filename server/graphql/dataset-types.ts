import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Catalogue, DatasetView, ValueView } from '../catalogue/catalogue.ts';
import type { Attribute } from '../ontology/attribute.ts';
import type { ConceptValue } from './concept-types.ts';
import type { DatasetPage } from './dataset-page.ts';
import { rangeType } from './facet-types.ts';
import type { GraphqlContext } from './request-budget.ts';

const text = new GraphQLNonNull(GraphQLString);

function listOf(type: GraphQLObjectType): GraphQLNonNull<GraphQLList<GraphQLNonNull<GraphQLObjectType>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
}

const providerType = new GraphQLObjectType<ValueView>({
  name: 'Provider',
  description: 'Who publishes datasets.',
  fields: {
    id: { type: new GraphQLNonNull(GraphQLID), description: 'Identifier.', resolve: ({ code }) => code },
    title: { type: text, description: 'Name.', resolve: ({ label }) => label },
  },
});

/** The type `Dataset`: what every dataset has, and a field for each attribute of the catalogue. */
export function datasetType(
  attributes: readonly Attribute[],
  concept: GraphQLObjectType<ConceptValue, GraphqlContext>,
): GraphQLObjectType<DatasetView, GraphqlContext> {
  return new GraphQLObjectType<DatasetView, GraphqlContext>({
    name: 'Dataset',
    description: 'A collection of images and what is known about it.',
    fields: {
      id: { type: new GraphQLNonNull(GraphQLID), description: 'Short identifier, unique in this node.' },
      iri: { type: text, description: 'IRI, unique everywhere.' },
      title: { type: text, description: 'Title in the language of the question, else in English.' },
      description: { type: text, description: 'What it is about.' },
      version: { type: GraphQLString, description: 'Version of the delivery.' },
      keywords: {
        type: new GraphQLNonNull(new GraphQLList(text)),
        description: 'Words that the provider chose.',
      },
      patients: { type: GraphQLInt, description: 'Number of patients; null where it is not stated.' },
      studies: { type: GraphQLInt, description: 'Number of imaging studies; null where it is not stated.' },
      issued: { type: GraphQLString, description: 'When it was first published (ISO 8601).' },
      modified: { type: GraphQLString, description: 'When it last changed (ISO 8601).' },
      accessRights: { type: GraphQLString, description: 'Who may be given access.' },
      ...Object.fromEntries(
        attributes.map((attribute) => [attribute.name, attributeField(attribute, concept)]),
      ),
    },
  });
}

function attributeField(
  { name, description, facetKind, scheme }: Attribute,
  concept: GraphQLObjectType<ConceptValue, GraphqlContext>,
): GraphQLFieldConfigMap<DatasetView, GraphqlContext>[string] {
  if (facetKind === 'range') return { type: rangeType, description, resolve: ({ ranges }) => ranges[name] };
  if (scheme === undefined) {
    return { type: new GraphQLNonNull(providerType), description, resolve: ({ provider }) => provider };
  }
  return {
    type: listOf(concept),
    description: `${description} Empty where it is not stated.`,
    resolve: ({ values }, _arguments, { budget }) => {
      const stated = values[name] ?? [];
      budget.spendConcepts(stated.length);
      return stated;
    },
  };
}

const pageInfoType = new GraphQLObjectType<DatasetPage['pageInfo']>({
  name: 'PageInfo',
  description: 'Where a page stands (Relay cursor connections).',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean), description: 'Whether more datasets follow.' },
    hasPreviousPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: 'Whether datasets stand before.',
    },
    startCursor: { type: GraphQLString, description: 'Cursor of the first dataset of the page.' },
    endCursor: { type: GraphQLString, description: 'Cursor of the last one; pass it as `after` to go on.' },
  },
});

/** The type `DatasetConnection`: a page of datasets, the total, and the facets of the question. */
export function datasetConnectionType(
  catalogue: Catalogue,
  dataset: GraphQLObjectType<DatasetView, GraphqlContext>,
  facet: GraphQLObjectType,
): GraphQLObjectType<DatasetPage, GraphqlContext> {
  const edge = new GraphQLObjectType<DatasetPage['edges'][number], GraphqlContext>({
    name: 'DatasetEdge',
    description: 'A dataset in a page.',
    fields: {
      cursor: { type: text, description: 'Pass it as `after` to go on behind this dataset.' },
      node: { type: new GraphQLNonNull(dataset), description: 'The dataset.' },
    },
  });
  return new GraphQLObjectType<DatasetPage, GraphqlContext>({
    name: 'DatasetConnection',
    description: 'Datasets that fit a question, page by page (Relay cursor connections).',
    fields: {
      totalCount: { type: new GraphQLNonNull(GraphQLInt), description: 'How many datasets fit.' },
      edges: { type: listOf(edge), description: 'The datasets of this page, each with its cursor.' },
      nodes: {
        type: listOf(dataset),
        description: 'The datasets of this page.',
        resolve: ({ edges }) => edges.map(({ node }) => node),
      },
      pageInfo: { type: new GraphQLNonNull(pageInfoType), description: 'Where this page stands.' },
      facets: {
        type: listOf(facet),
        description: 'The facets of the question.',
        resolve: ({ question }) => catalogue.facets(question),
      },
    },
  });
}
