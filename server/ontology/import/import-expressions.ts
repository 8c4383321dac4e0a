import { QuadGraph } from '../../rdf/quad-graph.ts';
import { literal, namedNode, quad } from '../../rdf/terms.ts';
import type { NamedNode, Quad, Term } from '../../rdf/terms.ts';
import { rdf, rdfs } from '../../rdf/vocabulary.ts';
import { GraphTree } from '../release/graph-tree.ts';
import { ClassExpressions } from '../release/owl/class-expressions.ts';
import { kindTypes } from '../release/owl/owl-document.ts';
import { propertyKinds, type PropertyKind } from '../release/owl/property-kinds.ts';
import { foundIn, nameOf } from './foreign-ontology.ts';
import type {
  ForeignClass,
  ForeignExpression,
  ForeignOntology,
  ForeignRestriction,
} from './foreign-ontology.ts';
import type { ImportFinding } from './import-finding.ts';
import { selfRestrictions } from './rules/check-restrictions.ts';
import { misplacedValues } from './rules/check-value-branches.ts';
import type { ShippedTerms } from './shipped-terms.ts';

/** Decides which class expressions of a file are taken: those of OWL 2 DL, without faults, and not in the ontology yet. */
export class ImportExpressions {
  readonly findings: ImportFinding[] = [];
  readonly #ontology: ForeignOntology;
  readonly #shipped: ShippedTerms;
  readonly #trees: { readonly file: GraphTree; readonly shipped: GraphTree };
  readonly #kinds: ReadonlyMap<string, PropertyKind>;
  readonly #expressions: ClassExpressions;
  readonly #selfRestrictions: ReadonlyMap<ForeignRestriction, string>;
  readonly #misplaced: ReadonlySet<string>;
  readonly #properties = new Set<string>();

  private constructor(
    ontology: ForeignOntology,
    shipped: ShippedTerms,
    trees: { readonly file: GraphTree; readonly shipped: GraphTree },
  ) {
    this.#ontology = ontology;
    this.#shipped = shipped;
    this.#trees = trees;
    const all = [...shipped.quads, ...ontology.quads];
    this.#kinds = propertyKinds(all, new QuadGraph(all));
    this.#expressions = new ClassExpressions(new QuadGraph(ontology.quads), this.#kinds);
    this.#selfRestrictions = selfRestrictions(ontology, shipped);
    this.#misplaced = new Set(
      [...misplacedValues(ontology)].map(({ iri, property, filler }) => `${iri} ${property} ${filler}`),
    );
  }

  static async create(ontology: ForeignOntology, shipped: ShippedTerms): Promise<ImportExpressions> {
    const trees = {
      file: await GraphTree.create(ontology.quads),
      shipped: await GraphTree.create(shipped.quads),
    };
    return new ImportExpressions(ontology, shipped, trees);
  }

  /** The statements of each expression of a class that is taken. */
  *take(foreign: ForeignClass): Iterable<readonly Quad[]> {
    const { iri } = foreign;
    for (const expression of foreign.expressions) {
      const { predicate, term } = expression;
      const text = this.#trees.file.text(term);
      if (this.#isShipped(iri, predicate, text) || this.#isFaulty(iri, expression)) continue;
      const written = this.#expressions.write(term);
      if (written === undefined) {
        const message = `${nameOf(this.#ontology, iri)} has a class expression that OWL 2 DL does not know: ${text.slice(0, 200)}`;
        this.findings.push(foundIn(this.#ontology, 'restriction-unreadable', message, iri, predicate.value));
        continue;
      }
      for (const property of written.properties) this.#properties.add(property);
      yield [...written.quads, quad(namedNode(iri), predicate, written.term)];
    }
  }

  /** Declarations of the properties that were taken and that the ontology does not declare. */
  *declarations(): Iterable<Quad> {
    const types = new Set(Object.values(kindTypes).map(({ value }) => value));
    const declared = new Set(
      this.#shipped.quads
        .filter(({ predicate, object }) => predicate.equals(rdf.type) && types.has(object.value))
        .map(({ subject }) => subject.value),
    );
    for (const iri of this.#properties) {
      if (declared.has(iri)) continue;
      const [label] = this.#ontology.graph.literals(iri, rdfs.label);
      yield quad(namedNode(iri), rdf.type, kindTypes[this.#kinds.get(iri) ?? 'object']);
      yield quad(namedNode(iri), rdfs.label, literal(label?.value ?? iri.replace(/^.*[#/]/, ''), 'en'));
    }
  }

  #isShipped(iri: string, predicate: NamedNode, text: string): boolean {
    if (!this.#shipped.has(iri)) return false;
    const objects: readonly Term[] = this.#trees.shipped.objects(iri, predicate);
    return objects.some((object) => this.#trees.shipped.text(object) === text);
  }

  /** Whether an expression holds a restriction of the class that a rule found at fault. */
  #isFaulty(iri: string, { restrictions }: ForeignExpression): boolean {
    return restrictions.some(
      (restriction) =>
        this.#selfRestrictions.has(restriction) ||
        this.#misplaced.has(`${iri} ${restriction.property} ${restriction.filler}`),
    );
  }
}
