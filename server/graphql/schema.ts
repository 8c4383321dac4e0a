import {
  GraphQLEnumType,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLArgumentConfig,
} from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Attribute } from '../ontology/attribute.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { conceptType, conceptValue } from './concept-types.ts';
import { datasetPage, largestPage, type AskedQuestion } from './dataset-page.ts';
import { datasetConnectionType, datasetType } from './dataset-types.ts';
import { facetType } from './facet-types.ts';
import { datasetFiltersType, toFilters, type FiltersInput } from './filter-input.ts';
import type { GraphqlNode } from './graphql-node.ts';
import type { GraphqlContext } from './request-budget.ts';

export interface SchemaServices {
  readonly catalogue: Catalogue;
  readonly ontology: Ontology;
  readonly node: GraphqlNode;
}

interface QuestionArguments {
  readonly text?: string | null;
  readonly filters?: FiltersInput | null;
  readonly language: string;
}

type Root = undefined;

/** The schema of the catalogue plane, made from the declared attributes: a new attribute is a new filter and field. */
export function buildGraphqlSchema({ catalogue, ontology, node }: SchemaServices): GraphQLSchema {
  const attributes = ontology.attributes.filter((attribute) => attribute.catalogue !== undefined);
  const concept = conceptType(ontology);
  const facet = facetType(attributeEnumType(attributes));
  const dataset = datasetType(attributes, concept);
  const language: GraphQLArgumentConfig = {
    type: new GraphQLNonNull(GraphQLString),
    default: { value: 'en' },
    description: 'Language of titles and labels (BCP 47); English stands in where there is none.',
  };
  const question: Record<string, GraphQLArgumentConfig> = {
    text: { type: GraphQLString, description: 'Words to look for.' },
    filters: { type: datasetFiltersType(attributes), description: 'What the datasets have to be like.' },
    language,
  };
  const query = new GraphQLObjectType<Root, GraphqlContext>({
    name: 'Query',
    description: 'Questions to the public catalogue of this node.',
    fields: {
      datasets: {
        type: new GraphQLNonNull(datasetConnectionType(catalogue, dataset, facet)),
        description: 'Datasets that fit, best first.',
        args: {
          first: {
            type: new GraphQLNonNull(GraphQLInt),
            default: { value: 20 },
            description: `How many datasets, at most ${largestPage}.`,
          },
          after: { type: GraphQLString, description: 'Goes on behind this cursor.' },
          ...question,
        },
        resolve: (_root, input: QuestionArguments & { first: number; after?: string | null }) =>
          datasetPage(catalogue, toQuestion(input), input.first, input.after ?? undefined),
      },
      dataset: {
        type: dataset,
        description: 'One dataset; null where there is none of this identifier.',
        args: { id: { type: new GraphQLNonNull(GraphQLID), description: 'Its identifier.' }, language },
        resolve: (_root, input: { id: string; language: string }) =>
          catalogue.dataset(input.id, input.language),
      },
      facets: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(facet))),
        description: 'The facets of a question, without its datasets.',
        args: question,
        resolve: (_root, input: QuestionArguments) =>
          catalogue.facets({ ...toQuestion(input), limit: 0, offset: 0 }),
      },
      concept: {
        type: concept,
        description:
          'What a code means, in any of the styles in use; null where no vocabulary here holds it.',
        args: {
          code: { type: new GraphQLNonNull(GraphQLString), description: 'The code: SNOMEDCT:77477000.' },
          language,
        },
        resolve: (_root, input: { code: string; language: string }) => {
          const resolution = ontology.resolve(input.code);
          return resolution.state === 'found' ? conceptValue(resolution.concept, input.language) : undefined;
        },
      },
      node: {
        type: new GraphQLNonNull(serviceNodeType(catalogue)),
        description: 'The node that answers.',
        resolve: () => node,
      },
    },
  });
  return new GraphQLSchema({ description: 'The public catalogue of a Meridian node.', query });
}

function toQuestion({ text, filters, language }: QuestionArguments): AskedQuestion {
  return { text: text ?? '', filters: toFilters(filters), language };
}

function attributeEnumType(attributes: readonly Attribute[]): GraphQLEnumType {
  return new GraphQLEnumType({
    name: 'Attribute',
    description: 'The attributes by which datasets are found.',
    values: Object.fromEntries(
      attributes.map(({ name, description }) => [name, { value: name, description }]),
    ),
  });
}

function serviceNodeType(catalogue: Catalogue): GraphQLObjectType<GraphqlNode> {
  const count = new GraphQLNonNull(GraphQLInt);
  const text = new GraphQLNonNull(GraphQLString);
  const totals = new GraphQLObjectType<ReturnType<Catalogue['totals']>>({
    name: 'Totals',
    description: 'What the node holds. Patients may be counted in more than one dataset.',
    fields: {
      datasets: { type: count, description: 'Datasets.' },
      patients: { type: count, description: 'Patients.' },
      studies: { type: count, description: 'Imaging studies.' },
      providers: { type: count, description: 'Providers.' },
    },
  });
  return new GraphQLObjectType<GraphqlNode>({
    name: 'ServiceNode',
    description: 'A running node.',
    fields: {
      id: { type: new GraphQLNonNull(GraphQLID), description: 'Identifier.' },
      title: { type: text, description: 'Name.' },
      release: { type: text, description: 'Release of the ontology that answers here.' },
      totals: {
        type: new GraphQLNonNull(totals),
        description: 'What it holds.',
        resolve: () => catalogue.totals(),
      },
    },
  });
}
