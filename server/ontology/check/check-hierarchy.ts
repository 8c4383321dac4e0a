import type { NamedNode } from '../../rdf/terms.ts';
import { eucaim, owl, rdfs, skos } from '../../rdf/vocabulary.ts';
import type { FindingKind } from '../finding-kinds.ts';
import type { OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import { statedAbove } from './class-hierarchy.ts';
import { isBlankKey } from './ontology-graph.ts';
import { NamedReachability } from './named-reachability.ts';

/** The trees of concepts (skos:broader) and of classes (rdfs:subClassOf): circles, parents that are none, orphans. */
export function* checkHierarchy(context: CheckContext): Iterable<OntologyFinding> {
  yield* checkCycles(context, skos.broader, 'broader-cycle');
  yield* checkCycles(context, rdfs.subClassOf, 'subclass-cycle');
  yield* checkConceptParents(context);
  yield* checkClassParents(context);
  yield* checkRelated(context);
}

function* checkCycles(
  context: CheckContext,
  predicate: NamedNode,
  kind: FindingKind,
): Iterable<OntologyFinding> {
  const parents = namedEdges(context, predicate);
  const above = new NamedReachability(parents);
  const property = context.name(predicate.value);
  for (const [iri, direct] of parents) {
    const parent = direct.find((each) => each === iri || above.sameCycle(iri, each));
    if (parent === undefined) continue;
    const message = `${context.name(iri)} is its own ancestor by way of ${context.name(parent)}. Take one ${property} of the circle away.`;
    yield context.at(kind, message, iri, predicate.value);
  }
}

function* checkConceptParents(context: CheckContext): Iterable<OntologyFinding> {
  for (const iri of context.graph.instances(skos.Concept)) {
    const schemes = context.schemesOf(iri);
    if (schemes.length === 0) {
      const message = `${context.name(iri)} is a skos:Concept without a skos:inScheme: no attribute can use it. Name its scheme.`;
      yield context.at('concept-without-scheme', message, iri);
    }
    if (schemes.length > 1) {
      const message = `${context.name(iri)} is in ${schemes.map((each) => context.name(each)).join(' and ')}: only one of them has it when it is read. Keep one skos:inScheme.`;
      yield context.at('concept-in-two-schemes', message, iri, skos.inScheme.value);
    }
    for (const parent of context.graph.named(iri, skos.broader)) {
      const dangling = !context.isConcept(parent) && !context.isClass(parent);
      if (!dangling && context.schemesOf(parent).some((scheme) => schemes.includes(scheme))) continue;
      const message = `${context.name(iri)} has the parent ${context.name(parent)}, which is no concept of its scheme. Correct the code, or take it up into the scheme.`;
      yield context.at(
        dangling ? 'parent-dangling' : 'parent-other-scheme',
        message,
        iri,
        skos.broader.value,
      );
    }
  }
}

/** EUCAIM classes have a parent; the few at the top say so by rdfs:subClassOf owl:Thing. */
function* checkClassParents(context: CheckContext): Iterable<OntologyFinding> {
  for (const iri of context.graph.instances(owl.Class)) {
    if (isBlankKey(iri) || !iri.startsWith(eucaim.namespace)) continue;
    const above = statedAbove(context.graph, iri).filter(({ node }) => !isBlankKey(node));
    if (above.length === 0 && !context.isDeprecated(iri)) {
      const message = `${context.name(iri)} has no parent. Add rdfs:subClassOf; owl:Thing where it is one of the roots.`;
      yield context.at('class-without-parent', message, iri);
    }
    for (const { node, predicate } of above) {
      if (!node.startsWith(eucaim.namespace) || context.isClass(node)) continue;
      const message = `${context.name(iri)} has the parent ${context.name(node)}, which is no class of the ontology. Correct the code, or declare the class.`;
      yield context.at('parent-dangling', message, iri, predicate);
    }
  }
}

/** SKOS S27: skos:related is disjoint with skos:broaderTransitive. */
function* checkRelated(context: CheckContext): Iterable<OntologyFinding> {
  const above = new NamedReachability(namedEdges(context, skos.broader));
  for (const [iri, others] of namedEdges(context, skos.related)) {
    const clash = others.find((other) => above.reaches(iri, other) || above.reaches(other, iri));
    if (clash === undefined) continue;
    const message = `${context.name(iri)} is related to ${context.name(clash)}, and one is below the other. Keep skos:broader or skos:related.`;
    yield context.at('related-and-broader', message, iri, skos.related.value);
  }
}

function namedEdges(context: CheckContext, predicate: NamedNode): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, readonly string[]>();
  for (const [iri] of context.graph.statements(predicate)) {
    if (!isBlankKey(iri)) edges.set(iri, context.graph.named(iri, predicate));
  }
  return edges;
}
