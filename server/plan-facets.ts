import { comparePlans, planFacet, type FacetPlan } from './catalogue/facet-plan.ts';
import type { ValueFolding } from './catalogue/value-folding.ts';
import type { EditMeaning, EditQuestion } from './impact-message.ts';
import type { Ontology } from './ontology/ontology.ts';
import { mer } from './rdf/vocabulary.ts';

/** An ontology, as it is or as edited, with what it shows as one. */
export interface FacetSide {
  readonly ontology: Ontology;
  readonly folding: ValueFolding;
}

/** The rows of the facets that may count otherwise, over the values that datasets then have. */
export function planFacets(
  values: EditQuestion['values'],
  before: FacetSide,
  after: FacetSide,
  { renamed, changes }: Pick<EditMeaning, 'renamed' | 'changes'>,
): ReadonlyMap<string, FacetPlan> {
  const plans = new Map<string, FacetPlan>();
  for (const [name, own] of values) {
    const old = before.ontology.attribute(name);
    const attribute = after.ontology.attribute(name);
    if (old === undefined || attribute?.scheme === undefined) continue;
    const occurring = new Set<string>();
    const moving = new Set<string>();
    for (const value of own) {
      const now = renamed.has(value) ? renamed.get(value) : value;
      if (now !== undefined) occurring.add(now);
      if (now !== undefined && now !== value) moving.add(now);
    }
    for (const submission of changes.values()) {
      for (const move of new Set(submission.get(name)?.values.values())) {
        for (const value of [...move.gained, ...move.lost]) moving.add(value);
        for (const value of move.gained) if (value !== mer.NotInScheme.value) occurring.add(value);
      }
    }
    plans.set(
      name,
      comparePlans(
        planFacet(old, new Set(own), before.ontology, before.folding),
        planFacet(attribute, occurring, after.ontology, after.folding),
        moving,
      ),
    );
  }
  return plans;
}
