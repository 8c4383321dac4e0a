import type { NamedNode } from '../rdf/terms.ts';
import { isNamedNode } from '../rdf/terms.ts';
import { dct, owl, skos } from '../rdf/vocabulary.ts';
import type { CodeSystem } from './code-system.ts';
import { isDeprecated } from './is-deprecated.ts';
import type { Statements } from './statements.ts';

/** What is a concept, before anything else of it is read. */
export interface ConceptNode {
  readonly iri: NamedNode;
  readonly scheme: NamedNode;
  /** True for a class that no vocabulary holds. */
  readonly classOnly: boolean;
}

export interface ConceptNodes {
  /** By IRI. */
  readonly nodes: ReadonlyMap<string, ConceptNode>;
  /** IRI of a retired term to that of the concept which replaces it. */
  readonly replaced: ReadonlyMap<string, string>;
}

/**
 * The concepts: whatever stands in a scheme, and the classes in the namespace of a code system that has a scheme for
 * them (`mer:classScheme`). A retired term (`owl:deprecated`) with a replacement stands for that; a retired class
 * without one is no concept.
 */
export function findConceptNodes(statements: Statements, systems: readonly CodeSystem[]): ConceptNodes {
  const nodes = new Map<string, ConceptNode>();
  const retired: NamedNode[] = [];
  const inVocabularies = statements.subjectsOfType(skos.Concept).filter(isNamedNode);
  for (const iri of inVocabularies) {
    const scheme = statements.object(iri, skos.inScheme);
    if (replacementsOf(statements, iri).length > 0) retired.push(iri);
    else if (isNamedNode(scheme)) nodes.set(iri.value, { iri, scheme, classOnly: false });
  }
  const seen = new Set(inVocabularies.map(({ value }) => value));
  for (const iri of statements.subjectsOfType(owl.Class).filter(isNamedNode)) {
    if (seen.has(iri.value)) continue;
    const { classScheme } = systems.find(({ namespace }) => iri.value.startsWith(namespace)) ?? {};
    if (isRetired(statements, iri)) retired.push(iri);
    else if (classScheme !== undefined) nodes.set(iri.value, { iri, scheme: classScheme, classOnly: true });
  }
  const replaced = new Map<string, string>();
  for (const iri of retired) {
    const replacement = lastReplacement(statements, iri);
    if (nodes.has(replacement.value)) replaced.set(iri.value, replacement.value);
  }
  return { nodes, replaced };
}

/** The end of a chain of replacements. One that forks says nothing, and one in a circle ends at a retired term. */
function lastReplacement(statements: Statements, start: NamedNode): NamedNode {
  const seen = new Set<string>();
  let iri = start;
  while (!seen.has(iri.value)) {
    seen.add(iri.value);
    const [next, ...others] = replacementsOf(statements, iri);
    if (next === undefined || others.length > 0) break;
    iri = next;
  }
  return iri;
}

function replacementsOf(statements: Statements, iri: NamedNode): readonly NamedNode[] {
  return isRetired(statements, iri) ? statements.objects(iri, dct.isReplacedBy).filter(isNamedNode) : [];
}

function isRetired(statements: Statements, iri: NamedNode): boolean {
  return isDeprecated(statements.objects(iri, owl.deprecated));
}
