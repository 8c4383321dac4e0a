import type { Quad, Term } from '../../rdf/terms.ts';
import { isBlankNode, isNamedNode } from '../../rdf/terms.ts';
import { rdf } from '../../rdf/vocabulary.ts';

/** A term as a key: blank nodes and IRIs never meet. */
export function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

const none: readonly Quad[] = [];

/** The statements of the ontology from both ends, each table made when it is first asked for. */
export class TermGraph {
  readonly #quads: readonly Quad[];
  #bySubject: ReadonlyMap<string, readonly Quad[]> | undefined;
  #byObject: ReadonlyMap<string, readonly Quad[]> | undefined;

  constructor(quads: readonly Quad[]) {
    this.#quads = quads;
  }

  /** What is said of a thing; `_:label` names a blank node. */
  about(key: string): readonly Quad[] {
    this.#bySubject ??= Map.groupBy(this.#quads, ({ subject }) => keyOf(subject));
    return this.#bySubject.get(key) ?? none;
  }

  /** What leads to a thing. */
  to(key: string): readonly Quad[] {
    this.#byObject ??= Map.groupBy(
      this.#quads.filter(({ object }) => isNamedNode(object) || isBlankNode(object)),
      ({ object }) => keyOf(object),
    );
    return this.#byObject.get(key) ?? none;
  }

  objects(key: string, predicate: Term): readonly Term[] {
    return this.about(key)
      .filter((quad) => quad.predicate.equals(predicate))
      .map(({ object }) => object);
  }

  /** IRIs of the named objects, each once, in the order in which they were read. */
  iris(key: string, ...predicates: readonly Term[]): readonly string[] {
    const found = predicates.flatMap((predicate) => this.objects(key, predicate)).filter(isNamedNode);
    return [...new Set(found.map(({ value }) => value))];
  }

  /** Keys of the subjects with this object, each once. */
  subjects(predicate: Term, object: string): readonly string[] {
    const found = this.to(object).filter((quad) => quad.predicate.equals(predicate));
    return [...new Set(found.map(({ subject }) => keyOf(subject)))];
  }

  /** The members of an RDF list; what is no list has none. A list in a circle ends where it began. */
  list(head: string): readonly Term[] {
    const members: Term[] = [];
    const seen = new Set<string>();
    for (let node: string | undefined = head; node !== undefined && !seen.has(node);) {
      seen.add(node);
      members.push(...this.objects(node, rdf.first).slice(0, 1));
      const [rest] = this.objects(node, rdf.rest);
      node = rest === undefined ? undefined : keyOf(rest);
    }
    return members;
  }

  /** The head of the list that a blank node belongs to; the node itself where it belongs to none. */
  listHead(node: string): string {
    const seen = new Set<string>([node]);
    for (let head = node; ;) {
      const [before] = this.subjects(rdf.rest, head);
      if (before === undefined || seen.has(before)) return head;
      seen.add(before);
      head = before;
    }
  }
}
