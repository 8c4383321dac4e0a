import { namedNode, quad } from '../../../rdf/terms.ts';
import type { NamedNode, Quad, Term } from '../../../rdf/terms.ts';
import { owl, rdf } from '../../../rdf/vocabulary.ts';
import type { WrittenExpression } from './written-expression.ts';
import { isReserved } from './owl-builtins.ts';
import type { PropertyKind } from './property-kinds.ts';

/** The type that declares a property of each kind. */
export const kindTypes: Readonly<Record<PropertyKind, NamedNode>> = {
  object: owl.ObjectProperty,
  data: owl.DatatypeProperty,
  annotation: owl.AnnotationProperty,
};

/** An OWL 2 DL document while it is written: its axioms, the names they use, and what could not be said. */
export class OwlDocument {
  readonly quads: Quad[] = [];
  readonly classes = new Set<string>();
  readonly individuals = new Set<string>();
  readonly properties = new Set<string>();
  readonly leftOut = new Map<string, number>();
  readonly #kinds: Map<string, PropertyKind>;

  constructor(kinds: ReadonlyMap<string, PropertyKind>) {
    this.#kinds = new Map(kinds);
  }

  kind(property: string): PropertyKind | undefined {
    return this.#kinds.get(property);
  }

  /** The kind of a property that was unknown so far: from now on this one. */
  kindOr(property: string, otherwise: PropertyKind): PropertyKind {
    const known = this.#kinds.get(property);
    if (known === undefined) this.#kinds.set(property, otherwise);
    return known ?? otherwise;
  }

  write(subject: Quad['subject'], predicate: Quad['predicate'], object: Term): true {
    this.quads.push(quad(subject, predicate, object as Quad['object']));
    return true;
  }

  add({ quads, classes, properties, individuals }: WrittenExpression): void {
    this.quads.push(...quads);
    for (const iri of classes) this.classes.add(iri);
    for (const iri of properties) this.properties.add(iri);
    for (const iri of individuals) this.individuals.add(iri);
  }

  /** Counts a statement that OWL 2 DL has no words for, by its property, a type by its name. */
  leaveOut({ predicate, object }: Quad): void {
    this.count(predicate.equals(rdf.type) ? object.value : predicate.value);
  }

  count(what: string): void {
    this.leftOut.set(what, (this.leftOut.get(what) ?? 0) + 1);
  }

  /** Declares every name that the axioms use (Structural Specification, section 5.8). */
  declare(): void {
    for (const iri of this.classes) this.write(namedNode(iri), rdf.type, owl.Class);
    for (const iri of this.individuals) this.write(namedNode(iri), rdf.type, owl.NamedIndividual);
    for (const iri of this.properties) {
      if (!isReserved(iri)) this.write(namedNode(iri), rdf.type, kindTypes[this.kindOr(iri, 'annotation')]);
    }
  }
}
