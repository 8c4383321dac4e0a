import { isBlankNode, isLiteral, literal, namedNode } from '../../rdf/terms.ts';
import type { Literal, NamedNode, Term } from '../../rdf/terms.ts';
import { owl, rdfs, skos } from '../../rdf/vocabulary.ts';
import type { CodeSystem } from '../code-system.ts';
import { isDeprecated } from '../is-deprecated.ts';
import { isBlankKey, keyOf, type OntologyGraph } from '../check/ontology-graph.ts';
import { splitCode, systemOfProperty } from './code-property.ts';
import type { ForeignClass, ForeignCode, ForeignExpression, ForeignRestriction } from './foreign-ontology.ts';

/** Properties whose texts name a code with its system. */
const codeTexts = [skos.exactMatch];

/** How a file writes codes: the systems, and the properties that hold codes of one. */
export interface CodeNotation {
  readonly systems: readonly CodeSystem[];
  readonly properties: readonly (readonly [NamedNode, CodeSystem])[];
}

/** Reads one class. */
export function readForeignClass(graph: OntologyGraph, iri: string, notation: CodeNotation): ForeignClass {
  const texts = (...properties: readonly NamedNode[]): Literal[] =>
    properties.flatMap((property) => graph.literals(iri, property)).flatMap(trimmed);
  const names = texts(rdfs.label, skos.prefLabel);
  const labels = new Map<string, string>();
  const others = texts(skos.altLabel, skos.hiddenLabel);
  for (const name of names) {
    if (!labels.has(name.language)) labels.set(name.language, name.value);
    else if (labels.get(name.language) !== name.value) others.push(name);
  }
  const expressions = expressionsOf(graph, iri);
  return {
    iri,
    labels,
    otherNames: others,
    parents: [...new Set(graph.named(iri, rdfs.subClassOf))].filter(
      (parent) => parent !== owl.Thing.value && parent !== rdfs.Resource.value,
    ),
    restrictions: expressions.flatMap(({ restrictions }) => restrictions),
    expressions,
    codes: codesOf(graph, iri, notation),
    deprecated: isDeprecated(graph.literals(iri, owl.deprecated)),
  };
}

/** A name without blanks around it; none where nothing is left. */
function trimmed({ value, language }: Literal): readonly Literal[] {
  const text = value.trim();
  return text === '' ? [] : [language === '' ? literal(text) : literal(text, language)];
}

function expressionsOf(graph: OntologyGraph, iri: string): readonly ForeignExpression[] {
  return [rdfs.subClassOf, owl.equivalentClass].flatMap((predicate) =>
    graph
      .objects(iri, predicate)
      .filter((term) => isBlankNode(term) || predicate.equals(owl.equivalentClass))
      .map((term) => ({ predicate, term, restrictions: restrictionsOf(graph, term) })),
  );
}

function restrictionsOf(graph: OntologyGraph, expression: Term): readonly ForeignRestriction[] {
  const nodes = new Set([keyOf(expression)]);
  // A set visits what is added while it is walked: intersections within intersections.
  for (const node of nodes) {
    if (!isBlankKey(node)) continue;
    for (const head of graph.objects(node, owl.intersectionOf))
      for (const member of graph.list(keyOf(head))) nodes.add(member);
  }
  return [...nodes].flatMap((node) => {
    const [on] = graph.objects(node, owl.onProperty);
    const [some] = graph.objects(node, owl.someValuesFrom);
    const filler =
      some ?? [owl.allValuesFrom, owl.onClass].flatMap((predicate) => graph.objects(node, predicate))[0];
    if (on === undefined || filler === undefined || isBlankKey(keyOf(on)) || isBlankKey(keyOf(filler)))
      return [];
    const existential = some !== undefined || needsValues(graph, node);
    return [{ property: keyOf(on), filler: keyOf(filler), existential }];
  });
}

/** Whether a restriction asks for one value of a class at least. */
function needsValues(graph: OntologyGraph, node: string): boolean {
  return [owl.minQualifiedCardinality, owl.qualifiedCardinality]
    .flatMap((predicate) => graph.literals(node, predicate))
    .some(({ value }) => Number(value) >= 1);
}

function codesOf(
  graph: OntologyGraph,
  iri: string,
  { systems, properties }: CodeNotation,
): readonly ForeignCode[] {
  const found: ForeignCode[] = [];
  for (const [property, system] of properties) {
    for (const { value } of graph.literals(iri, property))
      found.push({ system, code: value, property: property.value });
  }
  for (const property of codeTexts) {
    for (const object of graph.objects(iri, property)) {
      const split = isLiteral(object) ? splitCode(object.value, systems) : codeOfIri(object, systems);
      if (split !== undefined) found.push({ system: split[0], code: split[1], property: property.value });
    }
  }
  // The same code by two properties (SNOMEDCT, and exactMatch "SNOMEDCT:…") is one.
  const seen = new Set<string>();
  return found.filter(({ system, code }) => {
    const key = `${system.prefix} ${code}`;
    return !seen.has(key) && seen.add(key);
  });
}

function codeOfIri(
  object: { readonly termType: string; readonly value: string },
  systems: readonly CodeSystem[],
): readonly [CodeSystem, string] | undefined {
  const system = systems.find(({ namespace }) => object.value.startsWith(namespace));
  return system === undefined ? undefined : [system, object.value.slice(system.namespace.length)];
}

/** The properties of a file that hold codes, told by their names. */
export function codeProperties(
  graph: OntologyGraph,
  systems: readonly CodeSystem[],
): readonly (readonly [NamedNode, CodeSystem])[] {
  return [...graph.predicates].flatMap((iri) => {
    const system = systemOfProperty(iri, systems);
    return system === undefined ? [] : [[namedNode(iri), system] as const];
  });
}
