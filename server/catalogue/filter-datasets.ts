import { MeridianError } from '../errors.ts';
import type { Attribute } from '../ontology/attribute.ts';
import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';
import { Bitset } from './bitset.ts';
import type { Filter } from './catalogue.ts';
import { RangeIndex } from './range-index.ts';
import { unknownValue } from './unknown-value.ts';
import type { ValueFolding } from './value-folding.ts';
import type { ValuesIndex } from './values-index.ts';

export type AttributeIndex = ValuesIndex | RangeIndex;

export interface FilterContext {
  readonly size: number;
  readonly ontology: Pick<Ontology, 'attributes' | 'resolve'>;
  readonly folding: ValueFolding;
  readonly indexes: ReadonlyMap<string, AttributeIndex>;
}

/** A filter as it was understood. */
export interface ReadFilter {
  readonly attribute: string;
  readonly members: Bitset;
  /** What was chosen: IRIs of shown concepts, identifiers, or `unknown`. */
  readonly selected: ReadonlySet<string>;
}

/**
 * The datasets that a filter lets through: those with one of its values (or none, for `unknown`) or overlapping its
 * range, without those that have an excluded one. A filter that only excludes keeps datasets without a value.
 * Throws `bad-request` for an attribute or form that does not fit, `unknown-concept` for a code.
 */
export function filterDatasets(filter: Filter, context: FilterContext): ReadFilter {
  const index = context.indexes.get(filter.attribute);
  if (index === undefined) {
    throw new MeridianError('bad-request', `There is no attribute "${filter.attribute}" to filter by.`, {
      advice: `The attributes are ${[...context.indexes.keys()].join(', ')}.`,
    });
  }
  const selected = new Set<string>();
  const members = new Bitset(context.size);
  for (const value of filter.values) members.unite(having(value, index, context, selected));
  if (filter.range !== undefined) members.unite(overlapping(filter, filter.range, index));
  const any = filter.values.length > 0 || filter.range !== undefined;
  const kept = any ? members : Bitset.full(context.size);
  for (const value of filter.excluded) kept.subtract(having(value, index, context));
  return { attribute: filter.attribute, members: kept, selected };
}

function overlapping(filter: Filter, range: NonNullable<Filter['range']>, index: AttributeIndex): Bitset {
  if (!(index instanceof RangeIndex)) {
    throw new MeridianError('bad-request', `"${filter.attribute}" has no range: its values are codes.`, {
      advice: 'Give a code, such as EUCAIM:IMG1000042.',
    });
  }
  return index.overlapping(range.from, range.to);
}

/** The datasets with one value; notes what was chosen. */
function having(
  value: string,
  index: AttributeIndex,
  context: FilterContext,
  selected?: Set<string>,
): Bitset {
  const { attribute } = index;
  if (value === unknownValue) {
    selected?.add(unknownValue);
    return index.unknown;
  }
  if (index instanceof RangeIndex) {
    throw new MeridianError('bad-request', `"${value}" is no range for "${attribute.name}".`, {
      advice: `Write the ends with two dots, such as ${attribute.name}=45..75, or ${unknownValue}.`,
    });
  }
  if (attribute.scheme === undefined) {
    selected?.add(value);
    return index.having([value]);
  }
  const concept = context.folding.shown(resolveConcept(value, attribute, context.ontology));
  selected?.add(concept.iri.value);
  return index.having(context.folding.reach(concept));
}

function resolveConcept(code: string, attribute: Attribute, ontology: Pick<Ontology, 'resolve'>): Concept {
  const resolution = ontology.resolve(code);
  if (resolution.state === 'found') return resolution.concept;
  const near = resolution.near.map(
    (concept) => `${concept.curie} (${concept.labels.get('en') ?? concept.curie})`,
  );
  throw new MeridianError('unknown-concept', `"${code}" is no code known here for "${attribute.name}".`, {
    advice:
      near.length > 0
        ? `Near it are ${near.join(', ')}.`
        : 'Search the concepts by name, or give a code such as EUCAIM:IMG1000042.',
  });
}
