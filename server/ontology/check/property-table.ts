import type { NamedNode } from '../../rdf/terms.ts';
import { owl, rdf, rdfs } from '../../rdf/vocabulary.ts';
import { keyOf, type OntologyGraph } from './ontology-graph.ts';
import { NamedReachability } from './named-reachability.ts';

/** Types that make a property one whose values are things. */
const objectTypes = [
  owl.ObjectProperty,
  owl.SymmetricProperty,
  owl.TransitiveProperty,
  owl.InverseFunctionalProperty,
];
const otherTypes = [owl.DatatypeProperty, owl.AnnotationProperty, owl.FunctionalProperty, rdf.Property];

/** The declared properties with their domains and ranges, those of their superproperties too (scm-dom2, scm-rng2). */
export class PropertyTable {
  readonly #graph: OntologyGraph;
  readonly #above: NamedReachability;
  readonly #found = new Map<string, readonly string[]>();

  constructor(graph: OntologyGraph) {
    this.#graph = graph;
    const edges = new Map<string, readonly string[]>();
    for (const [property, above] of graph.statements(rdfs.subPropertyOf))
      edges.set(property, above.map(keyOf));
    this.#above = new NamedReachability(edges);
  }

  isDeclared(iri: string): boolean {
    return this.isOfThings(iri) || otherTypes.some((type) => this.#graph.isA(iri, type));
  }

  /** Declared as a property whose values are things. */
  isOfThings(iri: string): boolean {
    return objectTypes.some((type) => this.#graph.isA(iri, type));
  }

  /** Declared as a property whose values are literals. */
  isOfLiterals(iri: string): boolean {
    return this.#graph.isA(iri, owl.DatatypeProperty);
  }

  /** Keys of classes; a thing that has the property is of each of them. */
  domains(iri: string): readonly string[] {
    return this.#inherited(iri, rdfs.domain);
  }

  /** Keys of classes and datatypes; a value of the property is of each of them. */
  ranges(iri: string): readonly string[] {
    return this.#inherited(iri, rdfs.range);
  }

  #inherited(iri: string, predicate: NamedNode): readonly string[] {
    const key = `${predicate.value} ${iri}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#above
      .from(iri)
      .flatMap((property) => this.#graph.objects(property, predicate).map(keyOf));
    this.#found.set(key, found);
    return found;
  }
}
