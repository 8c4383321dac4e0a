import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import type { Facet, FacetValue } from '../catalogue/catalogue.ts';

const text = new GraphQLNonNull(GraphQLString);
const count = new GraphQLNonNull(GraphQLInt);

/** The type `Range`, of numbers and years. */
export const rangeType = new GraphQLObjectType<{ low?: number; high?: number }>({
  name: 'Range',
  description: 'A range; both ends are included, an end that is null is not stated.',
  fields: {
    low: { type: GraphQLFloat, description: 'The lower end.' },
    high: { type: GraphQLFloat, description: 'The upper end.' },
  },
});

const facetKind = new GraphQLEnumType({
  name: 'FacetKind',
  description: 'How the values of a facet hang together.',
  values: {
    HIERARCHY: {
      value: 'hierarchy',
      description: 'A tree: each value counts its narrower ones, each dataset once.',
    },
    LIST: { value: 'list', description: 'A flat list.' },
    RANGE: { value: 'range', description: 'Numbers or years between two ends.' },
  },
});

const facetValueType = new GraphQLObjectType<FacetValue>({
  name: 'FacetValue',
  description: 'One value of a facet and how many datasets have it, under all the other filters.',
  fields: {
    code: { type: text, description: 'Code of the concept, or identifier of the provider.' },
    label: { type: text, description: 'Label in the language of the question.' },
    count: { type: count, description: 'Datasets that choosing this value would find.' },
    selected: {
      type: new GraphQLNonNull(GraphQLBoolean),
      description: 'Whether the question already asks for it.',
    },
    depth: { type: count, description: 'Steps below the roots that are shown.' },
  },
});

/** The type `Facet`; the enumeration of attributes comes from their declarations. */
export function facetType(attributeEnum: GraphQLEnumType): GraphQLObjectType<Facet> {
  return new GraphQLObjectType<Facet>({
    name: 'Facet',
    description: 'The values of one attribute with their counts, each counted under all the other filters.',
    fields: {
      attribute: { type: new GraphQLNonNull(attributeEnum), description: 'The attribute.' },
      label: { type: text, description: 'Label in the language of the question.' },
      kind: { type: new GraphQLNonNull(facetKind), description: 'How its values hang together.' },
      values: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(facetValueType))),
        description: 'The values; of a tree, each parent right before its children.',
      },
      unknown: { type: count, description: 'Datasets that state no value.' },
      range: { type: rangeType, description: 'For ranges: the ends over all datasets that fit.' },
    },
  });
}
