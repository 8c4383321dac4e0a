import { toCurie } from '../rdf/prefixes.ts';
import type { NamedNode } from '../rdf/terms.ts';
import { isLiteral, isNamedNode } from '../rdf/terms.ts';
import { mer, skos } from '../rdf/vocabulary.ts';
import type { CheckedOntology, OntologyFinding } from './ontology-finding.ts';
import { placed } from './ontology-finding.ts';
import type { Concept } from './concept.ts';
import { Statements } from './statements.ts';

/** What can be wrong with concepts: each rule sees one concept, its statements, and the ontology around it. */
type Rule = (concept: Concept, statements: Statements, ontology: CheckedOntology) => readonly string[];

const violations: readonly Rule[] = [
  hasEnglishLabel,
  parentsAreInScheme,
  isInNoCycle,
  linksAreKnown,
  isShownAsVisible,
];
const warnings: readonly Rule[] = [hasLabelOfItsOwn];

export function checkConcepts(ontology: CheckedOntology): readonly OntologyFinding[] {
  const statements = new Statements(ontology.quads);
  const findings: OntologyFinding[] = [];
  for (const node of statements.subjectsOfType(skos.Concept).filter(isNamedNode)) {
    const concept = ontology.concept(node.value);
    if (!concept?.iri.equals(node)) {
      const message = `${node.value} is a skos:Concept without a skos:inScheme: no attribute can use it.`;
      findings.push({ severity: 'violation', message, ...placed(ontology, node.value) });
      continue;
    }
    const report = (severity: OntologyFinding['severity'], rules: readonly Rule[]): void => {
      for (const message of rules.flatMap((rule) => rule(concept, statements, ontology))) {
        findings.push({ severity, message: `${concept.curie} ${message}`, ...placed(ontology, node.value) });
      }
    };
    report('violation', violations);
    report('warning', warnings);
  }
  return findings;
}

function hasEnglishLabel(concept: Concept, statements: Statements): readonly string[] {
  const labels = statements.objects(concept.iri, skos.prefLabel).filter(isLiteral);
  const english = labels.filter(({ language }) => language === 'en').length;
  if (english === 0) return ['has no English label. Add skos:prefLabel "…"@en.'];
  return english > 1 ? ['has more than one English label. Keep one; the others are skos:altLabel.'] : [];
}

function parentsAreInScheme(
  concept: Concept,
  statements: Statements,
  ontology: CheckedOntology,
): readonly string[] {
  return linked(concept, statements, skos.broader)
    .filter((parent) => ontology.concept(parent)?.scheme.equals(concept.scheme) !== true)
    .map(
      (parent) => `has the parent ${toCurie(ontology.prefixes, parent)}, which is no concept of its scheme.`,
    );
}

function isInNoCycle(
  concept: Concept,
  _statements: Statements,
  ontology: CheckedOntology,
): readonly string[] {
  const above = concept.broader.some((parent) => {
    const known = ontology.concept(parent);
    return (
      parent === concept.iri.value ||
      (known !== undefined && ontology.ancestors(known).has(concept.iri.value))
    );
  });
  return above ? ['is its own ancestor. Take one skos:broader of the circle away.'] : [];
}

function linksAreKnown(
  concept: Concept,
  statements: Statements,
  ontology: CheckedOntology,
): readonly string[] {
  const isConcept = (iri: string): boolean => ontology.concept(iri)?.iri.value === iri;
  const same = linked(concept, statements, skos.exactMatch)
    .filter(isConcept)
    .map(
      (other) =>
        `is said to mean the same as ${toCurie(ontology.prefixes, other)}, a concept too. Use mer:searchEquivalent.`,
    );
  const dead = linked(concept, statements, mer.searchEquivalent)
    .filter((other) => namespaceOf(other) === namespaceOf(concept.iri.value) && !isConcept(other))
    .map((other) => `is searched as ${toCurie(ontology.prefixes, other)}, which does not exist.`);
  return [...same, ...dead];
}

function isShownAsVisible(
  concept: Concept,
  statements: Statements,
  ontology: CheckedOntology,
): readonly string[] {
  return linked(concept, statements, mer.shownAs).flatMap((iri) => {
    const name = toCurie(ontology.prefixes, iri);
    if (!concept.searchEquivalents.includes(iri))
      return [`is shown as ${name}, which is no search equivalent of it.`];
    return ontology.concept(iri)?.shownAs === undefined
      ? []
      : [`is shown as ${name}, which is not shown itself.`];
  });
}

function hasLabelOfItsOwn(
  concept: Concept,
  _statements: Statements,
  ontology: CheckedOntology,
): readonly string[] {
  const label = concept.labels.get('en')?.toLowerCase();
  const alike = ontology
    .conceptsOf(concept.scheme.value)
    .filter((other) => other.curie > concept.curie && other.labels.get('en')?.toLowerCase() === label)
    .filter((other) => !ontology.expand(concept, { descendants: false }).has(other.iri.value))
    .filter((other) => concept.shownAs === undefined || concept.shownAs !== other.shownAs);
  return alike.map(
    (other) =>
      `and ${other.curie} have the same label "${concept.labels.get('en') ?? ''}". Join them by mer:searchEquivalent, or tell them apart.`,
  );
}

/** Codes of other vocabularies stand elsewhere, and cannot be known here. */
function namespaceOf(iri: string): string {
  return iri.replace(/[^#/]*$/, '');
}

function linked(concept: Concept, statements: Statements, predicate: NamedNode): string[] {
  return statements
    .objects(concept.iri, predicate)
    .filter(isNamedNode)
    .map((node) => node.value);
}
