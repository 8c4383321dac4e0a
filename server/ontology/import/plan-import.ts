import { literal, namedNode, quad } from '../../rdf/terms.ts';
import type { NamedNode, Quad } from '../../rdf/terms.ts';
import { owl, rdf, rdfs, skos, xsd } from '../../rdf/vocabulary.ts';
import { CodePlan, type CodeCounts } from './code-plan.ts';
import type { ForeignClass, ForeignOntology } from './foreign-ontology.ts';
import { ImportExpressions } from './import-expressions.ts';
import type { ImportFinding } from './import-finding.ts';
import { importHeader, importScheme } from './import-header.ts';
import { importedNames } from './import-names.ts';
import { relativeBase } from './relative-base.ts';
import { circlesOf } from './rules/check-superclasses.ts';
import type { ShippedTerms } from './shipped-terms.ts';

/** How much of a file goes into the ontology. */
export interface ImportCounts {
  readonly classes: number;
  /** Classes that the ontology had already; only what it does not say of them is added. */
  readonly known: number;
  readonly labels: number;
  readonly otherNames: number;
  readonly parents: number;
  readonly restrictions: number;
  readonly codes: ReadonlyMap<string, CodeCounts>;
}

export interface ImportPlan {
  readonly quads: readonly Quad[];
  readonly counts: ImportCounts;
  /** What came up while the statements were made. */
  readonly findings: readonly ImportFinding[];
}

/**
 * The statements that an import adds: new classes with their names, parents, restrictions and codes, and for classes
 * that the ontology has what it does not say yet. Nothing of the ontology is said again or taken back; a code is taken
 * only where it is well-formed, claimed by one class, and held by no concept.
 */
export async function planImport(
  ontology: ForeignOntology,
  shipped: ShippedTerms,
  name: string,
): Promise<ImportPlan> {
  const expressions = await ImportExpressions.create(ontology, shipped);
  const codes = new CodePlan(ontology, shipped);
  const links = createLinks(ontology, shipped);
  const counts = { classes: 0, known: 0, labels: 0, otherNames: 0, parents: 0, restrictions: 0 };
  const quads: Quad[] = [];
  let concepts = 0;
  for (const foreign of ontology.classes.values()) {
    const { iri } = foreign;
    if (iri.startsWith(relativeBase)) continue;
    const add = (predicate: NamedNode, object: Quad['object']): void => {
      quads.push(quad(namedNode(iri), predicate, object));
    };
    const known = shipped.has(iri);
    counts.classes += 1;
    counts.known += known ? 1 : 0;
    if (!known) add(rdf.type, owl.Class);
    if (!known && foreign.deprecated) add(owl.deprecated, literal('true', xsd.boolean));
    const isConcept = links.isConcept(iri);
    if (isConcept) {
      concepts += 1;
      add(rdf.type, skos.Concept);
      add(skos.inScheme, importScheme(name));
    }
    const { labels, others } = importedNames(foreign, shipped);
    for (const label of labels) add(rdfs.label, label);
    if (isConcept) for (const label of labels) add(skos.prefLabel, label);
    for (const other of others) add(skos.altLabel, other);
    const parents = links.parents(foreign);
    for (const parent of parents) {
      add(rdfs.subClassOf, namedNode(parent));
      if (isConcept && links.isConcept(parent)) add(skos.broader, namedNode(parent));
    }
    for (const expression of expressions.take(foreign)) {
      quads.push(...expression);
      counts.restrictions += 1;
    }
    for (const code of codes.take(foreign)) add(skos.exactMatch, namedNode(code));
    counts.labels += labels.length;
    counts.otherNames += others.length;
    counts.parents += parents.length;
  }
  quads.push(...expressions.declarations(), ...importHeader(ontology, name, concepts > 0));
  return {
    quads,
    counts: { ...counts, codes: codes.counts },
    findings: [...expressions.findings, ...codes.findings],
  };
}

interface Links {
  /** Whether a class of the file becomes a concept of the import's own scheme. */
  isConcept(iri: string): boolean;
  /** The parents of a class that are taken: they exist, are not stated yet, and lead to no circle. */
  parents(foreign: ForeignClass): readonly string[];
}

function createLinks(ontology: ForeignOntology, shipped: ShippedTerms): Links {
  const { classes, systems } = ontology;
  const circles = circlesOf(ontology, shipped);
  const exists = (iri: string): boolean =>
    shipped.has(iri) || (classes.has(iri) && !iri.startsWith(relativeBase));
  return {
    // Classes of a code system with a scheme are concepts as they are; codes of a concept of ours stay codes.
    isConcept: (iri) =>
      classes.has(iri) &&
      !shipped.has(iri) &&
      shipped.holderOf(iri) === undefined &&
      systems.find(({ namespace }) => iri.startsWith(namespace))?.classScheme === undefined,
    parents: ({ iri, parents }) =>
      parents.filter(
        (parent) =>
          exists(parent) && !circles(iri, parent) && shipped.parents.get(iri)?.includes(parent) !== true,
      ),
  };
}
