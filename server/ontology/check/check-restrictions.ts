import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { restrictionsOf } from './restriction.ts';

/**
 * Restrictions that no member can keep. Each member of C ⊑ ∃p.D has a value, so that it is of the domain of p (OWL 2 RL
 * prp-dom) and the value of the range of p (prp-rng): neither may be disjoint from C or from D (cax-dw). And C ⊑ ∃p.C is a
 * chain without an end: a slip, unless p is declared to lead from such things to such things.
 */
export function* checkRestrictions(context: CheckContext): Iterable<OntologyFinding> {
  const { properties, disjointness, classes } = context;
  for (const { iri, predicate, property, inverse, filler } of restrictionsOf(context)) {
    const domains = inverse ? properties.ranges(property) : properties.domains(property);
    const ranges = inverse ? properties.domains(property) : properties.ranges(property);
    const name = inverse ? `the inverse of ${context.name(property)}` : context.name(property);
    const outside = firstDefined(domains, (domain) => disjointness.between(iri, domain));
    if (outside !== undefined) {
      const message = `${context.describe(iri)} has ${name}, which is a property of ${context.describe(outside[1])}: nothing is both that and ${context.describe(outside[0])}. Correct the property, or its rdfs:domain.`;
      yield context.at('domain-conflict', message, iri, predicate);
    }
    const beyond = firstDefined(ranges, (range) => disjointness.between(filler, range));
    if (beyond !== undefined) {
      const message = `${context.describe(iri)} has ${context.describe(filler)} for ${name}, whose values are of ${context.describe(beyond[1])}: nothing is both that and ${context.describe(beyond[0])}. Correct the value, or the rdfs:range of the property.`;
      yield context.at('range-conflict', message, iri, predicate);
    }
    const ownKind =
      domains.some((domain) => classes.reaches(iri, domain)) &&
      ranges.some((range) => classes.reaches(iri, range));
    if (filler === iri && !ownKind) {
      const message = `${context.describe(iri)} has itself for ${name}. Name the value that is meant, or take the restriction away.`;
      yield context.at('self-restriction', message, iri, predicate);
    }
  }
}

function firstDefined<Item, Value>(
  items: readonly Item[],
  of: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const value = of(item);
    if (value !== undefined) return value;
  }
  return undefined;
}
