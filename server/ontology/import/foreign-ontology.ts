import type { Place } from '../../errors.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import type { Literal, NamedNode, Quad, Term } from '../../rdf/terms.ts';
import type { UsedAlias } from '../../rdf/rename-namespaces.ts';
import type { CodeFormat } from '../check/code-format.ts';
import type { OntologyGraph } from '../check/ontology-graph.ts';
import type { CodeSystem } from '../code-system.ts';
import { importFindingKinds } from './import-finding.ts';
import type { ImportFinding, ImportFindingKind } from './import-finding.ts';

/** A code as a class of the file has it. */
export interface ForeignCode {
  readonly system: CodeSystem;
  /** As it stands, faults included. */
  readonly code: string;
  /** IRI of the property. */
  readonly property: string;
}

/** A restriction of a class: the values of a property that its members have. */
export interface ForeignRestriction {
  readonly property: string;
  readonly filler: string;
  /** Whether there is such a value; otherwise, values are restricted where there are any. */
  readonly existential: boolean;
}

/** A superclass or an equivalent of a class. */
export interface ForeignExpression {
  readonly predicate: NamedNode;
  readonly term: Term;
  /** Those that it is, or that it joins in an intersection. */
  readonly restrictions: readonly ForeignRestriction[];
}

/** A named class of the file. */
export interface ForeignClass {
  readonly iri: string;
  /** The first of each language; the language is empty where the file says none. */
  readonly labels: ReadonlyMap<string, string>;
  readonly otherNames: readonly Literal[];
  /** Named superclasses, owl:Thing left out. */
  readonly parents: readonly string[];
  /** Those of all expressions. */
  readonly restrictions: readonly ForeignRestriction[];
  /** Superclasses and equivalents without a name, and named equivalents. */
  readonly expressions: readonly ForeignExpression[];
  readonly codes: readonly ForeignCode[];
  readonly deprecated: boolean;
}

/** A foreign ontology as it was read, and what the rules and the plan ask it. */
export interface ForeignOntology {
  readonly file: string;
  readonly quads: readonly Quad[];
  readonly graph: OntologyGraph;
  readonly classes: ReadonlyMap<string, ForeignClass>;
  /** Addresses of known vocabularies that the file writes differently. */
  readonly aliases: readonly UsedAlias[];
  readonly systems: readonly CodeSystem[];
  readonly formats: ReadonlyMap<string, CodeFormat>;
  readonly prefixes: PrefixTable;
  place(iri: string, predicate?: string): Place | undefined;
}

/** A finding about a class and one of its properties, with the line where the syntax has lines. */
export function foundIn(
  ontology: ForeignOntology,
  kind: ImportFindingKind,
  message: string,
  iri: string,
  predicate?: string,
): ImportFinding {
  const place = ontology.place(iri, predicate) ?? { file: ontology.file };
  return {
    kind,
    severity: importFindingKinds[kind].severity,
    message,
    term: toCurie(ontology.prefixes, iri),
    ...(predicate === undefined ? {} : { property: toCurie(ontology.prefixes, predicate) }),
    place,
  };
}

/** A class with its label: `EUCAIM:BP1000298 (Kidney)`. */
export function nameOf(ontology: ForeignOntology, iri: string): string {
  const labels = ontology.classes.get(iri)?.labels;
  const label = labels?.get('en') ?? labels?.get('') ?? [...(labels?.values() ?? [])][0];
  const curie = toCurie(ontology.prefixes, iri);
  return label === undefined ? curie : `${curie} (${label})`;
}
