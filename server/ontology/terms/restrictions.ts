import type { Term } from '../../rdf/terms.ts';
import { isBlankNode, isLiteral, isNamedNode } from '../../rdf/terms.ts';
import { owl, rdf, rdfs } from '../../rdf/vocabulary.ts';
import { keyOf, type TermGraph } from './term-graph.ts';

/** What a class says that its members are like, one property at a time. */
export interface Restriction {
  /** IRI of the property. */
  readonly property: string;
  /** At least one value is one of these, all values are, or so many values at least, at most, exactly. */
  readonly quantity: 'some' | 'only' | 'at-least' | 'at-most' | 'exactly';
  readonly number?: number;
  /** IRIs of classes or things, or literals; several mean any of them. */
  readonly values: readonly RestrictionValue[];
  /** True where the class is defined by it: whatever is like this belongs to the class. */
  readonly defining: boolean;
}

export type RestrictionValue = { readonly iri: string } | { readonly text: string };

const quantities = [
  ['some', owl.someValuesFrom],
  ['some', owl.hasValue],
  ['only', owl.allValuesFrom],
] as const;
const numbers = [
  ['at-least', owl.minCardinality],
  ['at-least', owl.minQualifiedCardinality],
  ['at-most', owl.maxCardinality],
  ['at-most', owl.maxQualifiedCardinality],
  ['exactly', owl.cardinality],
  ['exactly', owl.qualifiedCardinality],
] as const;

/** The restrictions that a class states (`rdfs:subClassOf`) or is defined by (`owl:equivalentClass`), each once. */
export function restrictionsOf(iri: string, graph: TermGraph): readonly Restriction[] {
  const found = [
    ...graph.objects(iri, rdfs.subClassOf).flatMap((term) => readRestrictions(term, graph, false)),
    ...graph.objects(iri, owl.equivalentClass).flatMap((term) => readRestrictions(term, graph, true)),
  ];
  const seen = new Map(found.map((each) => [JSON.stringify({ ...each, defining: false }), each]));
  return [...seen.values()];
}

/** The named classes that a class is said to be the meeting of. */
export function definingClasses(iri: string, graph: TermGraph): readonly string[] {
  const named = graph
    .objects(iri, owl.equivalentClass)
    .flatMap((term) => parts(term, owl.intersectionOf, graph))
    .filter(isNamedNode);
  return [...new Set(named.map(({ value }) => value))];
}

/** @param seen nodes that are read already: a meeting that stands in itself adds nothing */
function readRestrictions(
  term: Term,
  graph: TermGraph,
  defining: boolean,
  seen = new Set<string>(),
): readonly Restriction[] {
  const key = keyOf(term);
  if (!isBlankNode(term) || seen.has(key)) return [];
  seen.add(key);
  const members = parts(term, owl.intersectionOf, graph);
  if (members.length > 0) return members.flatMap((member) => readRestrictions(member, graph, defining, seen));
  const [property] = graph.iris(key, owl.onProperty);
  if (property === undefined) return [];
  const plain = quantities.flatMap(([quantity, predicate]) =>
    graph
      .objects(key, predicate)
      .map((value): Restriction => ({ property, quantity, values: valuesOf(value, graph), defining })),
  );
  const counted = numbers.flatMap(([quantity, predicate]) =>
    graph.objects(key, predicate).map(({ value }): Restriction => ({
      property,
      quantity,
      number: Number(value),
      values: graph.objects(key, owl.onClass).flatMap((each) => valuesOf(each, graph)),
      defining,
    })),
  );
  return [...plain, ...counted];
}

function valuesOf(term: Term, graph: TermGraph, seen = new Set<string>()): readonly RestrictionValue[] {
  if (isNamedNode(term)) return [{ iri: term.value }];
  if (isLiteral(term)) return [{ text: term.value }];
  if (seen.has(keyOf(term))) return [];
  seen.add(keyOf(term));
  return [owl.unionOf, owl.intersectionOf, owl.oneOf]
    .flatMap((predicate) => parts(term, predicate, graph))
    .flatMap((member) => valuesOf(member, graph, seen));
}

function parts(term: Term, predicate: Term, graph: TermGraph): readonly Term[] {
  return graph.objects(keyOf(term), predicate).flatMap((head) => graph.list(keyOf(head)));
}

/** Classes whose restrictions speak of a term, by property: what has its finding site in the prostate. */
export function referringClasses(iri: string, graph: TermGraph): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { subject, predicate } of graph.to(iri)) {
    if (!isBlankNode(subject) || !quantities.some(([, each]) => each.equals(predicate))) continue;
    const [property] = graph.iris(keyOf(subject), owl.onProperty);
    if (property === undefined) continue;
    for (const holder of holders(keyOf(subject), graph)) {
      const classes = found.get(property) ?? new Set();
      found.set(property, classes.add(holder));
    }
  }
  return new Map([...found].map(([property, classes]) => [property, [...classes]]));
}

/** The named classes above a blank node, through lists and meetings. */
function holders(node: string, graph: TermGraph): readonly string[] {
  const found = new Set<string>();
  const seen = new Set([node]);
  for (const key of seen) {
    for (const { subject, predicate } of graph.to(key)) {
      if (isNamedNode(subject)) {
        if (predicate.equals(rdfs.subClassOf) || predicate.equals(owl.equivalentClass))
          found.add(subject.value);
      } else if (
        [rdf.first, rdf.rest, owl.intersectionOf, owl.unionOf].some((each) => each.equals(predicate))
      ) {
        seen.add(keyOf(subject));
      }
    }
  }
  return [...found];
}
