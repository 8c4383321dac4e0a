import type { Place } from '../../errors.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import { attr, dct, eucaim, mer, owl, rdfs, scheme, skos } from '../../rdf/vocabulary.ts';
import { finding, type CheckedOntology, type OntologyFinding } from '../ontology-finding.ts';
import type { OntologyFault } from '../ontology-fault.ts';
import type { FindingKind } from '../finding-kinds.ts';
import { classHierarchy } from './class-hierarchy.ts';
import { Disjointness } from './disjointness.ts';
import type { MappingTable } from './mapping-table.ts';
import { OntologyGraph } from './ontology-graph.ts';
import { PropertyTable } from './property-table.ts';
import type { NamedReachability } from './named-reachability.ts';

/** A family of rules: everything it finds wrong. */
export type Check = (context: CheckContext) => Iterable<OntologyFinding>;

/** The ontology as the rules see it: made once, and shared by all of them. */
export class CheckContext {
  readonly ontology: CheckedOntology;
  readonly tables: readonly MappingTable[];
  readonly graph: OntologyGraph;
  readonly classes: NamedReachability;
  readonly disjointness: Disjointness;
  readonly properties: PropertyTable;
  readonly #own: readonly string[];

  constructor(ontology: CheckedOntology, tables: readonly MappingTable[]) {
    this.ontology = ontology;
    this.tables = tables;
    this.graph = new OntologyGraph(ontology.quads);
    this.classes = classHierarchy(this.graph);
    this.disjointness = new Disjointness(this.graph, this.classes);
    this.properties = new PropertyTable(this.graph);
    const systems = (ontology.codeSystems ?? []).filter(({ classScheme }) => classScheme !== undefined);
    this.#own = [eucaim, mer, scheme, attr, ...systems].map(({ namespace }) => namespace);
  }

  /** A term as people write it. */
  name(iri: string): string {
    return toCurie(this.ontology.prefixes, iri);
  }

  /** A term with its label: `eucaim:BP1000298 (Kidney)`. */
  describe(iri: string): string {
    const [label] = this.graph.literals(iri, rdfs.label);
    return label === undefined ? this.name(iri) : `${this.name(iri)} (${label.value})`;
  }

  /** Of our own namespaces, where every term is declared: those of our classes, and Meridian's. */
  isOwn(iri: string): boolean {
    return this.#own.some((namespace) => iri.startsWith(namespace));
  }

  isClass(iri: string): boolean {
    return this.graph.isA(iri, owl.Class) || this.graph.isA(iri, rdfs.Class);
  }

  /** A concept of a vocabulary. */
  isConcept(iri: string): boolean {
    return this.graph.isA(iri, skos.Concept) || this.graph.objects(iri, skos.inScheme).length > 0;
  }

  isDeprecated(iri: string): boolean {
    return this.graph.isDeprecated(iri);
  }

  /** What to use instead of a deprecated term. */
  insteadOf(iri: string): string {
    const replacements = this.graph.named(iri, dct.isReplacedBy).map((each) => this.describe(each));
    return replacements.length === 0
      ? 'It has no replacement: take it away.'
      : `Use ${replacements.join(' or ')}.`;
  }

  /** The concept schemes of a term; a class that no vocabulary takes up stands in none. */
  schemesOf(iri: string): readonly string[] {
    return [...new Set(this.graph.named(iri, skos.inScheme))];
  }

  /** A finding at the line of a property of a term; of a blank node, of the term in whose description it stands. */
  at(kind: FindingKind, message: string, key: string, predicate?: string): OntologyFinding {
    return finding(kind, message, this.placeOf(key, predicate));
  }

  /** What cannot be read, where the rules come to it first. */
  ofFault({ kind, explanation, about }: OntologyFault): OntologyFinding {
    const place = about === undefined ? undefined : this.placeOf(about.iri, about.predicate);
    return finding(kind, explanation, place);
  }

  placeOf(key: string, predicate?: string): Place | undefined {
    const owner = this.graph.owner(key);
    return this.ontology.place?.(owner.iri, owner.iri === key ? predicate : owner.predicate);
  }
}
