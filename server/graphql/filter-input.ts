import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLInputFieldConfig,
} from 'graphql';
import type { Filter } from '../catalogue/catalogue.ts';
import type { Attribute } from '../ontology/attribute.ts';
import { MeridianError } from '../errors.ts';

/** A filter as the query writes it; both kinds in one, because only one of them fits an attribute. */
interface FilterInput {
  readonly in?: readonly string[] | null;
  readonly not?: readonly string[] | null;
  readonly from?: number | null;
  readonly to?: number | null;
  readonly notStated?: boolean | null;
}

export type FiltersInput = Readonly<Record<string, FilterInput | null>>;

/** The value that stands for "no value" in the catalogue. */
const unknownValue = 'unknown';

const codes = new GraphQLList(new GraphQLNonNull(GraphQLString));
const notStated: GraphQLInputFieldConfig = {
  type: GraphQLBoolean,
  description: 'Also datasets that state no value; alone, only those.',
};

const valueFilter = new GraphQLInputObjectType({
  name: 'ValueFilter',
  description:
    'Datasets with one of these values and none of the excluded ones. Narrower concepts count too.',
  fields: {
    in: {
      type: codes,
      description:
        'Codes in any style, such as EUCAIM:IMG1000022, or identifiers of providers. One has to fit.',
    },
    not: { type: codes, description: 'Codes of which none may fit.' },
    notStated,
  },
});

const rangeFilter = new GraphQLInputObjectType({
  name: 'RangeFilter',
  description: 'Datasets whose range meets this one. Both ends are included; an end left out is open.',
  fields: {
    from: { type: GraphQLFloat, description: 'The lower end.' },
    to: { type: GraphQLFloat, description: 'The upper end.' },
    notStated,
  },
});

/** The filters of a search: one field for each attribute of the catalogue. All of them have to hold. */
export function datasetFiltersType(attributes: readonly Attribute[]): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: 'DatasetFilters',
    description: 'What the datasets have to be like: every filter given has to hold.',
    fields: Object.fromEntries(
      attributes.map(({ name, facetKind, description }) => [
        name,
        { type: facetKind === 'range' ? rangeFilter : valueFilter, description },
      ]),
    ),
  });
}

/** The filters in the words of the catalogue. Throws `bad-request` where a filter says nothing, or ends before it begins. */
export function toFilters(input: FiltersInput | null | undefined): readonly Filter[] {
  return Object.entries(input ?? {}).flatMap(([attribute, filter]) =>
    filter === null ? [] : [toFilter(attribute, filter)],
  );
}

function toFilter(attribute: string, input: FilterInput): Filter {
  const values = [...(input.in ?? []), ...(input.notStated === true ? [unknownValue] : [])];
  const excluded = input.not ?? [];
  const from = input.from ?? undefined;
  const to = input.to ?? undefined;
  if (from !== undefined && to !== undefined && from > to) {
    throw new MeridianError('bad-request', `The filter on ${attribute} runs from ${from} to ${to}.`, {
      advice: 'Give the smaller number as `from`.',
    });
  }
  const range =
    from === undefined && to === undefined ? undefined : { ...bound('from', from), ...bound('to', to) };
  if (values.length === 0 && excluded.length === 0 && range === undefined) {
    throw new MeridianError('bad-request', `The filter on ${attribute} says nothing.`, {
      advice: 'Leave the filter out, or give it values.',
    });
  }
  return { attribute, values, excluded, ...(range === undefined ? {} : { range }) };
}

function bound(end: 'from' | 'to', value: number | undefined): { from?: number; to?: number } {
  return value === undefined ? {} : { [end]: value };
}
