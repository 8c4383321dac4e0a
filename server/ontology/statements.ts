import type { Quad, Term } from '../rdf/terms.ts';
import { isLiteral } from '../rdf/terms.ts';
import { rdf } from '../rdf/vocabulary.ts';

/** Statements by subject: what the readers of attributes and concepts look things up in. */
export class Statements {
  readonly #bySubject = new Map<string, Quad[]>();

  constructor(quads: Iterable<Quad>) {
    this.add(quads);
  }

  add(quads: Iterable<Quad>): void {
    for (const quad of quads) {
      const key = keyOf(quad.subject);
      const known = this.#bySubject.get(key);
      if (known === undefined) this.#bySubject.set(key, [quad]);
      else known.push(quad);
    }
  }

  /** Subjects of `a TYPE`, in the order in which they were read. */
  subjectsOfType(type: Term): Term[] {
    const found: Term[] = [];
    for (const quads of this.#bySubject.values()) {
      const typed = quads.find(
        ({ predicate, object }) => predicate.value === rdf.type.value && object.equals(type),
      );
      if (typed !== undefined) found.push(typed.subject);
    }
    return found;
  }

  objects(subject: Term, predicate: Term): Term[] {
    const found: Term[] = [];
    for (const quad of this.#bySubject.get(keyOf(subject)) ?? []) {
      if (quad.predicate.value === predicate.value) found.push(quad.object);
    }
    return found;
  }

  object(subject: Term, predicate: Term): Term | undefined {
    return this.objects(subject, predicate)[0];
  }

  /** Literal values by language tag; those without one stand under the empty tag. */
  byLanguage(subject: Term, predicate: Term): Map<string, string> {
    const values = new Map<string, string>();
    for (const object of this.objects(subject, predicate)) {
      if (isLiteral(object) && !values.has(object.language)) values.set(object.language, object.value);
    }
    return values;
  }

  /** The members of an RDF list; undefined where the term heads none. */
  list(head: Term): Term[] | undefined {
    const members: Term[] = [];
    const seen = new Set<string>();
    let node = head;
    while (!node.equals(rdf.nil)) {
      const first = this.object(node, rdf.first);
      const rest = this.object(node, rdf.rest);
      if (first === undefined || rest === undefined || seen.has(keyOf(node))) return undefined;
      seen.add(keyOf(node));
      members.push(first);
      node = rest;
    }
    return members;
  }
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}
