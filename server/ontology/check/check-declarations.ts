import { eucaim, owl, rdf, rdfs } from '../../rdf/vocabulary.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { isBlankKey, keyOf } from './ontology-graph.ts';

/**
 * Terms of our own namespaces are declared before they are used. Terms of others are declared by their owners; whether we
 * use them rightly is not known here.
 */
export function* checkDeclarations(context: CheckContext): Iterable<OntologyFinding> {
  yield* checkProperties(context);
  yield* checkUsedClasses(context);
  for (const iri of context.graph.instances(owl.DatatypeProperty)) {
    if (!context.properties.isOfThings(iri)) continue;
    const message = `${context.name(iri)} is an owl:ObjectProperty and an owl:DatatypeProperty. Keep the one that its values are.`;
    yield context.at('property-two-kinds', message, iri, rdf.type.value);
  }
}

function* checkProperties(context: CheckContext): Iterable<OntologyFinding> {
  const { graph, properties } = context;
  const undeclared = (iri: string): boolean => context.isOwn(iri) && !properties.isDeclared(iri);
  for (const [node, properties] of graph.statements(owl.onProperty)) {
    for (const on of properties.map(keyOf)) {
      const [inverted = on] = graph.objects(on, owl.inverseOf).map(keyOf);
      const property = isBlankKey(on) ? inverted : on;
      if (isBlankKey(property) || !undeclared(property)) continue;
      const message = `${context.describe(graph.owner(node).iri)} is restricted by ${context.name(property)}, which is no declared property. Correct the name, or declare it.`;
      yield context.at('property-undeclared', message, node, owl.onProperty.value);
    }
  }
  const unknown = new Set([...graph.predicates].filter(undeclared));
  if (unknown.size === 0) return;
  for (const { subject, predicate } of context.ontology.quads) {
    if (!unknown.has(predicate.value)) continue;
    const message = `${context.name(graph.owner(keyOf(subject)).iri)} has ${context.name(predicate.value)}, which is no declared property. Correct the name, or declare it.`;
    yield context.at('property-undeclared', message, keyOf(subject), predicate.value);
  }
}

function* checkUsedClasses(context: CheckContext): Iterable<OntologyFinding> {
  const { graph } = context;
  const undeclared = (key: string): boolean =>
    !isBlankKey(key) && context.isOwn(key) && !context.isClass(key);
  const report = (user: string, key: string, predicate: string): OntologyFinding =>
    context.at(
      'class-undeclared',
      `${context.name(graph.owner(user).iri)} uses ${context.name(key)} as a class, which is none of the ontology. Correct the code, or declare the class.`,
      user,
      predicate,
    );
  for (const predicate of [
    owl.someValuesFrom,
    owl.allValuesFrom,
    owl.onClass,
    owl.disjointWith,
    owl.equivalentClass,
  ]) {
    for (const [user, objects] of graph.statements(predicate)) {
      for (const key of objects.map(keyOf)) if (undeclared(key)) yield report(user, key, predicate.value);
    }
  }
  for (const predicate of [rdfs.domain, rdfs.range, rdf.type]) {
    for (const [user, objects] of graph.statements(predicate)) {
      for (const key of objects.map(keyOf)) {
        if (undeclared(key) && !graph.isA(key, rdfs.Datatype)) yield report(user, key, predicate.value);
      }
    }
  }
  for (const predicate of [owl.intersectionOf, owl.unionOf, owl.members]) {
    for (const [user, heads] of graph.statements(predicate)) {
      for (const key of heads.flatMap((head) => graph.list(keyOf(head)))) {
        if (undeclared(key)) yield report(user, key, predicate.value);
      }
    }
  }
  for (const [user, parents] of graph.statements(rdfs.subClassOf)) {
    // Dangling parents of EUCAIM classes are found with the hierarchy.
    if (user.startsWith(eucaim.namespace)) continue;
    for (const key of parents.map(keyOf)) if (undeclared(key)) yield report(user, key, rdfs.subClassOf.value);
  }
}
