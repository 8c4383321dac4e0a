import type { Literal, NamedNode, Quad, Term } from '../../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../../rdf/terms.ts';
import { owl, rdf } from '../../rdf/vocabulary.ts';
import { isDeprecated } from '../is-deprecated.ts';

const none: ReadonlyMap<string, readonly Term[]> = new Map();

/** Statements by predicate, then by subject: what the rules look things up in. Blank nodes have the key `_:name`. */
export class OntologyGraph {
  readonly #byPredicate = new Map<string, Map<string, Term[]>>();
  readonly #instances = new Map<string, Set<string>>();
  /** A blank node to the statement that holds it. */
  readonly #holders = new Map<string, { readonly subject: string; readonly predicate: string }>();

  constructor(quads: Iterable<Quad>) {
    for (const { subject, predicate, object } of quads) {
      const key = keyOf(subject);
      if (object.termType === 'BlankNode') {
        this.#holders.set(keyOf(object), { subject: key, predicate: predicate.value });
      }
      let table = this.#byPredicate.get(predicate.value);
      if (table === undefined) this.#byPredicate.set(predicate.value, (table = new Map<string, Term[]>()));
      const known = table.get(key);
      if (known === undefined) table.set(key, [object]);
      else known.push(object);
      if (predicate.value !== rdf.type.value) continue;
      const members = this.#instances.get(keyOf(object));
      if (members === undefined) this.#instances.set(keyOf(object), new Set([key]));
      else members.add(key);
    }
  }

  /** All statements of a predicate: subject to objects. */
  statements(predicate: NamedNode): ReadonlyMap<string, readonly Term[]> {
    return this.#byPredicate.get(predicate.value) ?? none;
  }

  /** IRIs of every predicate that some statement has. */
  get predicates(): Iterable<string> {
    return this.#byPredicate.keys();
  }

  objects(subject: string, predicate: NamedNode): readonly Term[] {
    return this.statements(predicate).get(subject) ?? [];
  }

  /** Keys of the named objects. */
  named(subject: string, predicate: NamedNode): readonly string[] {
    return this.objects(subject, predicate)
      .filter(isNamedNode)
      .map((node) => node.value);
  }

  literals(subject: string, predicate: NamedNode): readonly Literal[] {
    return this.objects(subject, predicate).filter(isLiteral);
  }

  /** Keys of the things of a type. */
  instances(type: NamedNode): ReadonlySet<string> {
    return this.#instances.get(type.value) ?? new Set();
  }

  isA(subject: string, type: NamedNode): boolean {
    return this.#instances.get(type.value)?.has(subject) === true;
  }

  /** Whether it is anything (a class, a concept, a property, a single thing), or was and is retired. */
  declares(subject: string): boolean {
    return this.objects(subject, rdf.type).length > 0 || this.isDeprecated(subject);
  }

  isDeprecated(subject: string): boolean {
    return isDeprecated(this.objects(subject, owl.deprecated));
  }

  /** The named thing in whose description a blank node stands, and the property of it that leads there. */
  owner(key: string): { readonly iri: string; readonly predicate?: string } {
    let at: { iri: string; predicate?: string } = { iri: key };
    const seen = new Set<string>();
    while (isBlankKey(at.iri) && !seen.has(at.iri)) {
      seen.add(at.iri);
      const holder = this.#holders.get(at.iri);
      if (holder === undefined) break;
      at = { iri: holder.subject, predicate: holder.predicate };
    }
    return at;
  }

  /** Keys of the members of an RDF list; empty where the key heads none. */
  list(head: string): readonly string[] {
    const members: string[] = [];
    const seen = new Set<string>();
    for (let node = head; node !== rdf.nil.value && !seen.has(node);) {
      seen.add(node);
      const [first] = this.objects(node, rdf.first);
      const [rest] = this.objects(node, rdf.rest);
      if (first === undefined || rest === undefined) return [];
      members.push(keyOf(first));
      node = keyOf(rest);
    }
    return members;
  }
}

/** The key under which a term is looked up. */
export function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

export function isBlankKey(key: string): boolean {
  return key.startsWith('_:');
}
