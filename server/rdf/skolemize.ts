import { isBlankNode, namedNode, quad as createQuad } from './terms.ts';
import type { NamedNode, Quad } from './terms.ts';

export interface Skolemized {
  readonly quads: Quad[];
  /** Label of each blank node to the IRI that stands for it now. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Gives every blank node an IRI, so that it can be named from outside (RDF 1.1 Concepts 3.5). The IRI is the prefix
 * with a number, counted in order of appearance: the same statements in the same order get the same names.
 */
export function skolemize(quads: Iterable<Quad>, prefix: string): Skolemized {
  const nodes = new Map<string, NamedNode>();
  const name = <Term extends Quad['subject'] | Quad['object'] | Quad['graph']>(
    term: Term,
  ): Term | NamedNode => {
    if (!isBlankNode(term)) return term;
    let node = nodes.get(term.value);
    if (node === undefined) {
      node = namedNode(`${prefix}${nodes.size + 1}`);
      nodes.set(term.value, node);
    }
    return node;
  };
  const named: Quad[] = [];
  for (const quad of quads) {
    const [subject, object, graph] = [name(quad.subject), name(quad.object), name(quad.graph)];
    named.push(
      subject === quad.subject && object === quad.object && graph === quad.graph
        ? quad
        : createQuad(subject, quad.predicate, object, graph),
    );
  }
  return { quads: named, names: new Map([...nodes].map(([label, node]) => [label, node.value])) };
}
