import { rdf } from './vocabulary.ts';
import type { NamedNode, Quad, Term } from './terms.ts';

/** One step of a property path: a property, or its inverse (SHACL 2.3.1.1 and 2.3.1.4). */
export interface QuadGraphStep {
  readonly property: NamedNode;
  readonly inverse: boolean;
}

/** How a node is named as a key: its IRI, `_:label` for a blank node; undefined for a literal. */
export function nodeKey(term: Term): string | undefined {
  if (term.termType === 'NamedNode') return term.value;
  return term.termType === 'BlankNode' ? `_:${term.value}` : undefined;
}

const nothing: readonly never[] = [];

/** Quads by subject and predicate, graph component ignored: for reading values along property paths. */
export class QuadGraph {
  readonly #bySubject = new Map<string, Map<string, Term[]>>();
  readonly #inverse = new Map<string, Map<string, Term[]>>();
  readonly #subjects = new Map<string, Term>();

  constructor(quads: Iterable<Quad>) {
    for (const { subject, predicate, object } of quads) {
      const key = nodeKey(subject);
      if (key === undefined) continue;
      let predicates = this.#bySubject.get(key);
      if (predicates === undefined) {
        this.#bySubject.set(key, (predicates = new Map<string, Term[]>()));
        this.#subjects.set(key, subject);
      }
      append(predicates, predicate.value, object);
    }
  }

  /** Keys of everything that the quads say something about, in order of first appearance. */
  subjects(): Iterable<string> {
    return this.#bySubject.keys();
  }

  objects(node: string, property: NamedNode): readonly Term[] {
    return this.#bySubject.get(node)?.get(property.value) ?? nothing;
  }

  /** What points to the node with this property. The inverse of a property is indexed when it is first asked for. */
  subjectsOf(property: NamedNode, node: string): readonly Term[] {
    let index = this.#inverse.get(property.value);
    if (index === undefined) {
      index = new Map<string, Term[]>();
      for (const [key, predicates] of this.#bySubject) {
        const subject = this.#subjects.get(key);
        for (const object of predicates.get(property.value) ?? nothing) {
          const target = nodeKey(object);
          if (target !== undefined && subject !== undefined) append(index, target, subject);
        }
      }
      this.#inverse.set(property.value, index);
    }
    return index.get(node) ?? nothing;
  }

  /** Keys of the nodes with this type. */
  instancesOf(type: NamedNode): readonly string[] {
    return this.subjectsOf(rdf.type, type.value).flatMap((subject) => nodeKey(subject) ?? []);
  }

  /** The values at the end of a path, each named node once. */
  follow(node: string, path: readonly QuadGraphStep[]): readonly Term[] {
    let here = [node];
    let terms: readonly Term[] = nothing;
    for (const { property, inverse } of path) {
      const next =
        here.length === 1 && here[0] !== undefined
          ? this.#step(here[0], property, inverse)
          : here.flatMap((key) => this.#step(key, property, inverse));
      terms = next;
      here = [...new Set(next.flatMap((term) => nodeKey(term) ?? []))];
    }
    return terms;
  }

  #step(node: string, property: NamedNode, inverse: boolean): readonly Term[] {
    return inverse ? this.subjectsOf(property, node) : this.objects(node, property);
  }
}

function append(index: Map<string, Term[]>, key: string, term: Term): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [term]);
  else list.push(term);
}
