import type { Attribute } from '../ontology/attribute.ts';
import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';
import type { ValueFolding } from './value-folding.ts';

/** One row that a facet may show: what it is called, and the values that it counts. Plain data, for other threads. */
export interface PlannedValue {
  /** IRI of the shown concept. */
  readonly key: string;
  readonly code: string;
  readonly label: string;
  /** Those of the values that occur which the row stands for: its own, and all below it. */
  readonly reach: readonly string[];
}

/** The concepts that the facet of an attribute may show for the values that occur, with what groups them. */
export function shownConcepts(
  attribute: Pick<Attribute, 'facetKind'>,
  values: Iterable<string>,
  ontology: Pick<Ontology, 'concept'>,
  folding: ValueFolding,
): readonly Concept[] {
  const concepts = new Map<string, Concept>();
  const add = (iri: string, withAncestors: boolean): void => {
    const concept = ontology.concept(iri);
    if (concept === undefined) return;
    const shown = folding.shown(concept);
    if (withAncestors) for (const above of folding.ancestors(shown)) add(above, false);
    concepts.set(shown.iri.value, shown);
  };
  for (const value of values) add(value, attribute.facetKind === 'hierarchy');
  return [...concepts.values()];
}

/** The rows of an attribute's facet under an ontology, for the values that occur. */
export function planFacet(
  attribute: Pick<Attribute, 'facetKind'>,
  values: ReadonlySet<string>,
  ontology: Pick<Ontology, 'concept'>,
  folding: ValueFolding,
): readonly PlannedValue[] {
  return shownConcepts(attribute, values, ontology, folding).map((concept) => ({
    key: concept.iri.value,
    code: concept.curie,
    label: concept.labels.get('en') ?? concept.curie,
    reach: [...folding.reach(concept)].filter((iri) => values.has(iri)),
  }));
}

/** The rows of a facet that an edit may count otherwise; those that are not named stay as they are. */
export interface FacetPlan {
  /** Rows as they are after the edit. */
  readonly changed: readonly PlannedValue[];
  /** Keys of rows that are not there any more. */
  readonly gone: readonly string[];
}

/**
 * What becomes of the rows of a facet: rows that stand for other values than before, and those that stand for a value
 * which some dataset loses or gains.
 */
export function comparePlans(
  before: readonly PlannedValue[],
  after: readonly PlannedValue[],
  moving: ReadonlySet<string>,
): FacetPlan {
  const old = new Map(before.map((row) => [row.key, new Set(row.reach)]));
  const keys = new Set(after.map(({ key }) => key));
  return {
    changed: after.filter(({ key, reach }) => {
      const known = old.get(key);
      return known?.size !== reach.length || reach.some((value) => moving.has(value) || !known.has(value));
    }),
    gone: before.filter(({ key }) => !keys.has(key)).map(({ key }) => key),
  };
}
