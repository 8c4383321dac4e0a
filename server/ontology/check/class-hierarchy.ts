import { owl, rdfs } from '../../rdf/vocabulary.ts';
import { isBlankKey, keyOf, type OntologyGraph } from './ontology-graph.ts';
import { NamedReachability } from './named-reachability.ts';

/**
 * Classes and what they are below, as OWL 2 RL has it: rdfs:subClassOf (scm-sco), owl:equivalentClass both ways (scm-eqc1),
 * a class of an intersection below its members (scm-int), the members of a union below it (scm-uni).
 */
export function classHierarchy(graph: OntologyGraph): NamedReachability {
  return new NamedReachability(superclassEdges(graph));
}

/** A class, named or not, to what is directly above it. */
export function superclassEdges(graph: OntologyGraph): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, string[]>();
  const add = (below: string, above: string): void => {
    const known = edges.get(below);
    if (known === undefined) edges.set(below, [above]);
    else known.push(above);
  };
  for (const [node, parents] of graph.statements(rdfs.subClassOf)) {
    for (const parent of parents) add(node, keyOf(parent));
  }
  for (const [node, equals] of graph.statements(owl.equivalentClass)) {
    for (const equal of equals) {
      add(node, keyOf(equal));
      add(keyOf(equal), node);
    }
  }
  for (const [node, lists] of graph.statements(owl.intersectionOf)) {
    for (const member of lists.flatMap((head) => graph.list(keyOf(head)))) add(node, member);
  }
  for (const [node, lists] of graph.statements(owl.unionOf)) {
    for (const member of lists.flatMap((head) => graph.list(keyOf(head)))) add(member, node);
  }
  return edges;
}

/**
 * The parts of a class description that hold of every member of the class: its direct superclasses and equivalents, and
 * the members of those that are intersections. With the property by which each is stated.
 */
export function statedAbove(
  graph: OntologyGraph,
  iri: string,
): readonly { readonly node: string; readonly predicate: string }[] {
  return [rdfs.subClassOf, owl.equivalentClass].flatMap((predicate) => {
    const found = new Set(graph.objects(iri, predicate).map(keyOf));
    // A set visits what is added while it is walked: intersections within intersections.
    for (const node of found) {
      if (!isBlankKey(node)) continue;
      for (const head of graph.objects(node, owl.intersectionOf)) {
        for (const member of graph.list(keyOf(head))) found.add(member);
      }
    }
    return [...found].map((node) => ({ node, predicate: predicate.value }));
  });
}
