import type { QuadGraph } from '../../../rdf/quad-graph.ts';
import { literal } from '../../../rdf/terms.ts';
import type { NamedNode, Quad, Resource, Term } from '../../../rdf/terms.ts';
import { owl, xsd } from '../../../rdf/vocabulary.ts';
import { dataRange, supportedLiteral } from './data-ranges.ts';
import type { PropertyKind } from './property-kinds.ts';

const quantifiers = [owl.someValuesFrom, owl.allValuesFrom] as const;
const unqualified = [owl.cardinality, owl.minCardinality, owl.maxCardinality] as const;
const qualified = [
  owl.qualifiedCardinality,
  owl.minQualifiedCardinality,
  owl.maxQualifiedCardinality,
] as const;

/** The statements of a restriction beside its type and its property. */
export type RestrictionFiller = readonly (readonly [predicate: NamedNode, object: Quad['object']])[];

export interface FillerReaders {
  readonly readClass: (term: Term) => Resource | undefined;
  readonly readIndividual: (term: Term) => NamedNode | undefined;
}

/**
 * What a restriction says of the values of its property: exactly one of the forms of sections 8.2 to 8.5 of the
 * Structural Specification. Undefined for none of them.
 */
export function restrictionFiller(
  graph: QuadGraph,
  restriction: string,
  kind: PropertyKind,
  { readClass, readIndividual }: FillerReaders,
): RestrictionFiller | undefined {
  const range = (term: Term): Resource | undefined => (kind === 'object' ? readClass(term) : dataRange(term));
  for (const quantifier of quantifiers) {
    const [target] = graph.objects(restriction, quantifier);
    if (target !== undefined) return pair(quantifier, range(target));
  }
  const [value] = graph.objects(restriction, owl.hasValue);
  if (value !== undefined)
    return pair(owl.hasValue, kind === 'object' ? readIndividual(value) : supportedLiteral(value));
  for (const cardinality of unqualified) {
    const [count] = graph.objects(restriction, cardinality);
    if (count !== undefined) return pair(cardinality, numberOf(count));
  }
  for (const cardinality of qualified) {
    const [count] = graph.objects(restriction, cardinality);
    if (count === undefined) continue;
    const on = kind === 'object' ? owl.onClass : owl.onDataRange;
    const [target] = graph.objects(restriction, on);
    const [many, of] = [
      pair(cardinality, numberOf(count)),
      pair(on, target === undefined ? undefined : range(target)),
    ];
    return many === undefined || of === undefined ? undefined : [...many, ...of];
  }
  return undefined;
}

function pair(predicate: NamedNode, object: Quad['object'] | undefined): RestrictionFiller | undefined {
  return object === undefined ? undefined : [[predicate, object]];
}

function numberOf(count: Term): Quad['object'] | undefined {
  return /^[0-9]+$/.test(count.value) ? literal(count.value, xsd.nonNegativeInteger) : undefined;
}
