import type { QuadGraph } from '../../../rdf/quad-graph.ts';
import { nodeKey } from '../../../rdf/quad-graph.ts';
import { blankNode, isBlankNode, isNamedNode, quad } from '../../../rdf/terms.ts';
import type { NamedNode, Quad, Resource, Term } from '../../../rdf/terms.ts';
import { owl, rdf, rdfs } from '../../../rdf/vocabulary.ts';
import { isReserved } from './owl-builtins.ts';
import type { PropertyKind } from './property-kinds.ts';
import { restrictionFiller } from './restriction-filler.ts';
import { writtenExpression, type ExpressionParts, type WrittenExpression } from './written-expression.ts';

/** Deeper than any expression that people write; a circle of blank nodes ends here. */
const maximalDepth = 50;
/** So large is no expression either; without a limit, nodes that share parts would be copied without end. */
const maximalNodes = 10_000;

/**
 * Copies class expressions (Structural Specification, section 8). Each use gets nodes of its own: in OWL 2 DL a node
 * belongs to one axiom. Undefined for what is no expression of OWL 2 DL.
 */
export class ClassExpressions {
  readonly #graph: QuadGraph;
  readonly #kinds: ReadonlyMap<string, PropertyKind>;
  #count = 0;
  #visited = 0;

  constructor(graph: QuadGraph, kinds: ReadonlyMap<string, PropertyKind>) {
    this.#graph = graph;
    this.#kinds = kinds;
  }

  write(term: Term): WrittenExpression | undefined {
    this.#visited = 0;
    return writtenExpression((parts) => this.#class(term, parts, 0));
  }

  /** A list of class expressions, with the nodes of the list. */
  writeList(head: Term): WrittenExpression | undefined {
    this.#visited = 0;
    return writtenExpression((parts) =>
      this.#list(head, (member) => this.#class(member, parts, 0), parts.quads),
    );
  }

  #class(term: Term, parts: ExpressionParts, depth: number): Resource | undefined {
    if (isNamedNode(term)) {
      if (term.equals(owl.Thing) || term.equals(rdfs.Resource)) return owl.Thing;
      if (isReserved(term.value)) return term.equals(owl.Nothing) ? term : undefined;
      parts.classes.push(term.value);
      return term;
    }
    const key = nodeKey(term);
    if (!isBlankNode(term) || key === undefined || depth > maximalDepth) return undefined;
    if (++this.#visited > maximalNodes) return undefined;
    const [property] = this.#graph.objects(key, owl.onProperty);
    if (property !== undefined) return this.#restriction(key, property, parts, depth);
    const inner = (member: Term): Resource | undefined => this.#class(member, parts, depth + 1);
    for (const [connective, write] of [
      [owl.intersectionOf, (of: Term) => this.#list(of, inner, parts.quads)],
      [owl.unionOf, (of: Term) => this.#list(of, inner, parts.quads)],
      [owl.complementOf, inner],
      [owl.oneOf, (of: Term) => this.#list(of, (member) => individual(member, parts), parts.quads)],
    ] as const) {
      const [of] = this.#graph.objects(key, connective);
      const written = of === undefined ? undefined : write(of);
      if (of === undefined) continue;
      if (written === undefined) return undefined;
      const node = this.#node();
      parts.quads.push(quad(node, rdf.type, owl.Class), quad(node, connective, written));
      return node;
    }
    return undefined;
  }

  #restriction(key: string, on: Term, parts: ExpressionParts, depth: number): Resource | undefined {
    const inverted = isBlankNode(on) ? this.#graph.objects(`_:${on.value}`, owl.inverseOf)[0] : undefined;
    const property = inverted ?? on;
    if (!isNamedNode(property)) return undefined;
    const kind = this.#kinds.get(property.value);
    if (kind === undefined || kind === 'annotation' || (inverted !== undefined && kind === 'data'))
      return undefined;
    const filler = restrictionFiller(this.#graph, key, kind, {
      readClass: (term) => this.#class(term, parts, depth + 1),
      readIndividual: (term) => individual(term, parts),
    });
    if (filler === undefined) return undefined;
    const role = inverted === undefined ? property : this.#node();
    if (inverted !== undefined) parts.quads.push(quad(role, owl.inverseOf, property));
    parts.properties.push(property.value);
    const node = this.#node();
    parts.quads.push(quad(node, rdf.type, owl.Restriction), quad(node, owl.onProperty, role));
    for (const [predicate, object] of filler) parts.quads.push(quad(node, predicate, object));
    return node;
  }

  #list(head: Term, write: (member: Term) => Resource | undefined, quads: Quad[]): Resource | undefined {
    const members = this.#members(head)?.map(write);
    if (members === undefined || members.length === 0) return undefined;
    let rest: Resource = rdf.nil;
    for (const member of members.reverse()) {
      if (member === undefined) return undefined;
      const cell = this.#node();
      quads.push(quad(cell, rdf.first, member), quad(cell, rdf.rest, rest));
      rest = cell;
    }
    return rest;
  }

  /** The members of a list; undefined where it has no end. */
  #members(head: Term): readonly Term[] | undefined {
    const members: Term[] = [];
    const seen = new Set<string>();
    for (let cell = head; !cell.equals(rdf.nil);) {
      const key = nodeKey(cell) ?? '';
      const [first] = this.#graph.objects(key, rdf.first);
      const [rest] = this.#graph.objects(key, rdf.rest);
      if (first === undefined || rest === undefined || seen.has(key)) return undefined;
      seen.add(key);
      members.push(first);
      cell = rest;
    }
    return members;
  }

  #node(): Resource {
    return blankNode(`expression${this.#count++}`);
  }
}

function individual(term: Term, parts: ExpressionParts): NamedNode | undefined {
  if (!isNamedNode(term) || isReserved(term.value)) return undefined;
  parts.individuals.push(term.value);
  return term;
}
