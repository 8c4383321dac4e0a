import { MeridianError } from '../../errors.ts';
import { toNTriplesTerm } from '../../rdf/n-triples.ts';
import { isBlankNode, namedNode } from '../../rdf/terms.ts';
import type { BlankNode, NamedNode, Quad, Resource, Term } from '../../rdf/terms.ts';
import { rdf } from '../../rdf/vocabulary.ts';
import { canonicalLabels } from './canonical-labels.ts';
import { comparePredicates, compareText } from './canonical-order.ts';

/** One property of a node with its values, each once and in order. */
export interface NodeProperty {
  readonly predicate: NamedNode;
  readonly objects: readonly Term[];
}

/** Deeper than any class expression that people write; a hostile file is refused before the stack is. */
const maximalDepth = 200;

/**
 * Statements as nodes in an order that depends on nothing but what they say: not on files, labels of blank nodes,
 * languages or time zones. A blank node that one statement refers to is part of the node that does, and is known by
 * what it says; any other has its label of RDFC-1.0.
 */
export class GraphTree {
  readonly #properties = new Map<string, Map<string, Map<string, Term>>>();
  readonly #subjects = new Map<string, Resource>();
  readonly #uses = new Map<string, string[]>();
  readonly #texts = new Map<string, string>();
  readonly #labels: ReadonlyMap<string, string>;
  readonly #roots: readonly Resource[];

  private constructor(quads: Iterable<Quad>, labels: ReadonlyMap<string, string>) {
    this.#labels = labels;
    for (const { subject, predicate, object } of quads) this.#add(subject as Resource, predicate, object);
    this.#roots = [...this.#subjects.values()]
      .filter((subject) => !this.isInline(subject))
      .map((subject) => ({ subject, key: this.#rootKey(subject) }))
      .sort((a, b) => compareText(a.key, b.key))
      .map(({ subject }) => subject);
  }

  /** Throws `too-large` where blank nodes are nested too deep or refer to each other too often to be ordered. */
  static async create(quads: readonly Quad[]): Promise<GraphTree> {
    return new GraphTree(quads, await canonicalLabels(quads));
  }

  /** The nodes that are not part of another: named ones by IRI, then blank ones. */
  get roots(): readonly Resource[] {
    return this.#roots;
  }

  /** Whether a term is a blank node that is written inside the one statement that refers to it. */
  isInline(term: Term): term is BlankNode {
    return isBlankNode(term) && !this.#labels.has(term.value) && this.#uses.get(term.value)?.length === 1;
  }

  /** The canonical label of a blank node that several statements refer to; undefined for all others. */
  label(node: BlankNode): string | undefined {
    return this.#labels.get(node.value);
  }

  properties(node: Resource): readonly NodeProperty[] {
    return [...(this.#properties.get(keyOf(node)) ?? [])]
      .map(([predicate, objects]) => ({
        predicate: namedNode(predicate),
        objects: [...objects.values()]
          .map((object) => ({ object, key: this.text(object) }))
          .sort((a, b) => compareText(a.key, b.key))
          .map(({ object }) => object),
      }))
      .sort((a, b) => comparePredicates(a.predicate.value, b.predicate.value));
  }

  /** The values of one property of a named node, in no order. */
  objects(iri: string, predicate: NamedNode): readonly Term[] {
    return [...(this.#properties.get(iri)?.get(predicate.value)?.values() ?? [])];
  }

  /** The members of a list whose cells say nothing else and are part of this place only; undefined for no list. */
  list(head: Term): readonly Term[] | undefined {
    const members: Term[] = [];
    let cell = head;
    while (!cell.equals(rdf.nil)) {
      if (!this.isInline(cell)) return undefined;
      const properties = this.#properties.get(keyOf(cell));
      const [first, ...others] = properties?.get(rdf.first.value)?.values() ?? [];
      const [rest, ...ends] = properties?.get(rdf.rest.value)?.values() ?? [];
      if (first === undefined || rest === undefined || others.length + ends.length > 0) return undefined;
      if (properties?.size !== 2) return undefined;
      members.push(first);
      cell = rest;
    }
    return members;
  }

  /** What a term is, as text: N-Triples for names and literals, everything that it says for a blank node. */
  text(term: Term, depth = 0): string {
    if (!isBlankNode(term)) return toNTriplesTerm(term);
    const known = this.#labels.get(term.value) ?? this.#texts.get(term.value);
    if (known !== undefined) return known;
    if (depth > maximalDepth) {
      throw new MeridianError('too-large', `Blank nodes are nested deeper than ${maximalDepth} levels.`, {
        advice: 'Give the inner ones names.',
      });
    }
    const members = this.list(term);
    const text =
      members === undefined
        ? `[${[...(this.#properties.get(keyOf(term)) ?? [])]
            .flatMap(([predicate, objects]) =>
              [...objects.values()].map((object) => `<${predicate}> ${this.text(object, depth + 1)}`),
            )
            .sort(compareText)
            .join('; ')}]`
        : `(${members.map((member) => this.text(member, depth + 1)).join(' ')})`;
    this.#texts.set(term.value, text);
    return text;
  }

  #rootKey(subject: Resource): string {
    return `${isBlankNode(subject) ? 1 : 0}${this.text(subject)}`;
  }

  #add(subject: Resource, predicate: Quad['predicate'], object: Term): void {
    const key = keyOf(subject);
    let properties = this.#properties.get(key);
    if (properties === undefined) {
      this.#properties.set(key, (properties = new Map<string, Map<string, Term>>()));
      this.#subjects.set(key, subject);
    }
    let objects = properties.get(predicate.value);
    if (objects === undefined) properties.set(predicate.value, (objects = new Map<string, Term>()));
    const value = isBlankNode(object) ? keyOf(object) : toNTriplesTerm(object);
    if (objects.has(value)) return;
    objects.set(value, object);
    if (!isBlankNode(object)) return;
    const uses = this.#uses.get(object.value);
    if (uses === undefined) this.#uses.set(object.value, [key]);
    else uses.push(key);
  }
}

function keyOf(term: Term): string {
  return isBlankNode(term) ? `_:${term.value}` : term.value;
}
