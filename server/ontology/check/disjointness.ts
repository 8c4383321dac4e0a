import { owl } from '../../rdf/vocabulary.ts';
import { keyOf, type OntologyGraph } from './ontology-graph.ts';
import type { NamedReachability } from './named-reachability.ts';

/** Two classes that are said to share nothing. */
export type DisjointPair = readonly [string, string];

/**
 * Which classes can have no member in common: those below two that are disjoint by owl:disjointWith (cax-dw) or
 * owl:AllDisjointClasses (cax-adc).
 */
export class Disjointness {
  readonly #graph: OntologyGraph;
  readonly #classes: NamedReachability;
  readonly #partners = new Map<string, Set<string>>();
  readonly #above = new Map<string, readonly string[]>();
  /** Of pairs with a union; undefined while their members are looked at. */
  readonly #ofUnions = new Map<string, DisjointPair | undefined>();

  constructor(graph: OntologyGraph, classes: NamedReachability) {
    this.#graph = graph;
    this.#classes = classes;
    for (const [node, others] of graph.statements(owl.disjointWith)) {
      for (const other of others) this.#join(node, keyOf(other));
    }
    for (const axiom of graph.instances(owl.AllDisjointClasses)) {
      const members = graph.objects(axiom, owl.members).flatMap((head) => graph.list(keyOf(head)));
      members.forEach((member, index) => {
        for (const other of members.slice(index + 1)) this.#join(member, other);
      });
    }
  }

  /**
   * The disjoint classes above two classes, if there are any. From a union (owl:unionOf) a class is apart where it is
   * apart from each member.
   */
  between(a: string, b: string): DisjointPair | undefined {
    const others = this.#partakers(b);
    for (const one of this.#partakers(a)) {
      const partners = this.#partners.get(one);
      const other = others.find((each) => partners?.has(each) === true);
      if (other !== undefined) return [one, other];
    }
    const members = this.#unionMembers(b);
    const pairs =
      members.length > 0
        ? members.map((member): DisjointPair => [a, member])
        : this.#unionMembers(a).map((member): DisjointPair => [member, b]);
    if (pairs.length === 0) return undefined;
    const key = `${a} ${b}`;
    if (this.#ofUnions.has(key)) return this.#ofUnions.get(key);
    // A union that is a member of itself is apart from nothing because of that.
    this.#ofUnions.set(key, undefined);
    const found = allDefined(pairs.map((pair) => this.between(...pair)));
    this.#ofUnions.set(key, found);
    return found;
  }

  /** The disjoint classes that one class is below both of. */
  within(iri: string): DisjointPair | undefined {
    const above = this.#partakers(iri);
    return above.length < 2 ? undefined : this.between(iri, iri);
  }

  /** The classes above one that are disjoint from anything at all: few, so that comparing them is cheap. */
  #partakers(iri: string): readonly string[] {
    const known = this.#above.get(iri);
    if (known !== undefined) return known;
    const found = [...this.#partners.keys()].filter((each) => this.#classes.reaches(iri, each));
    this.#above.set(iri, found);
    return found;
  }

  #unionMembers(node: string): readonly string[] {
    return this.#graph.objects(node, owl.unionOf).flatMap((head) => this.#graph.list(keyOf(head)));
  }

  #join(a: string, b: string): void {
    if (a === b) return;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = this.#partners.get(one);
      if (known === undefined) this.#partners.set(one, new Set([other]));
      else known.add(other);
    }
  }
}

/** The first of some pairs where none is missing. */
function allDefined(pairs: readonly (DisjointPair | undefined)[]): DisjointPair | undefined {
  return pairs.includes(undefined) ? undefined : pairs[0];
}
