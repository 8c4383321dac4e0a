import type { Term } from '../../rdf/terms.ts';
import { owl } from '../../rdf/vocabulary.ts';
import type { CheckContext } from './check-context.ts';
import { statedAbove } from './class-hierarchy.ts';
import { isBlankKey, keyOf, type OntologyGraph } from './ontology-graph.ts';

/** What a class says of its members by owl:Restriction: each has such a value. */
export interface Restriction {
  /** The class that is restricted. */
  readonly iri: string;
  /** The property by which the restriction is stated: rdfs:subClassOf or owl:equivalentClass. */
  readonly predicate: string;
  readonly property: string;
  /** True where the values lead to the class (owl:inverseOf). */
  readonly inverse: boolean;
  /** Key of the class of the value. */
  readonly filler: string;
}

/** All existential restrictions. owl:allValuesFrom and the like are left out: they hold where there is no value. */
export function* restrictionsOf(context: CheckContext): Iterable<Restriction> {
  const { graph } = context;
  for (const iri of graph.instances(owl.Class)) {
    if (isBlankKey(iri)) continue;
    for (const { node, predicate } of statedAbove(graph, iri)) {
      const [on] = graph.objects(node, owl.onProperty);
      const filler = graph.objects(node, owl.someValuesFrom)[0] ?? countedClass(graph, node);
      if (on === undefined || filler === undefined) continue;
      const inverted = graph.objects(keyOf(on), owl.inverseOf)[0];
      yield {
        iri,
        predicate,
        property: keyOf(isBlankKey(keyOf(on)) ? (inverted ?? on) : on),
        inverse: isBlankKey(keyOf(on)) && inverted !== undefined,
        filler: keyOf(filler),
      };
    }
  }
}

/** The class of values of which there is at least one; a greatest number (owl:maxQualifiedCardinality) allows for none. */
function countedClass(graph: OntologyGraph, node: string): Term | undefined {
  const counts = [owl.minQualifiedCardinality, owl.qualifiedCardinality];
  const some = counts.some((each) => graph.literals(node, each).some(({ value }) => Number(value) >= 1));
  return some ? graph.objects(node, owl.onClass)[0] : undefined;
}
