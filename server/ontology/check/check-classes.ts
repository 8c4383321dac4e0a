import { owl } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { statedAbove } from './class-hierarchy.ts';
import { isBlankKey } from './ontology-graph.ts';

/**
 * Classes below two disjoint ones can have no member: OWL 2 RL, cax-dw and cax-adc, applied to a member that each class is
 * thought to have. Only the topmost class is told; those below it inherit the fault.
 */
export function* checkClasses(context: CheckContext): Iterable<OntologyFinding> {
  for (const iri of context.graph.instances(owl.Class)) {
    if (isBlankKey(iri)) continue;
    const pair = context.disjointness.within(iri);
    if (pair === undefined) continue;
    const above = statedAbove(context.graph, iri);
    if (
      above.some(({ node }) => node !== iri && !sameClass(context, node, iri) && hasConflict(context, node))
    )
      continue;
    const [one, other] = pair;
    const parents = above.filter(({ node }) => context.classes.reaches(node, other));
    const message = `${context.describe(iri)} lies below ${context.describe(one)} and ${context.describe(other)}, which share nothing. Take one of its parents away.`;
    yield context.at('class-in-disjoint-branches', message, iri, parents[0]?.predicate);
  }
}

function sameClass(context: CheckContext, a: string, b: string): boolean {
  return context.classes.sameCycle(a, b);
}

function hasConflict(context: CheckContext, node: string): boolean {
  return context.disjointness.within(node) !== undefined;
}
