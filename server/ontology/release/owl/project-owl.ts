import { QuadGraph, nodeKey } from '../../../rdf/quad-graph.ts';
import { blankNode, isBlankNode, namedNode } from '../../../rdf/terms.ts';
import type { NamedNode, Quad } from '../../../rdf/terms.ts';
import { dct, owl, rdf, rdfs } from '../../../rdf/vocabulary.ts';
import { annotation, assertion } from './assertions.ts';
import { axiomRules, type RuleContext } from './axiom-rules.ts';
import { ClassExpressions } from './class-expressions.ts';
import { builtInAnnotations, isReserved } from './owl-builtins.ts';
import { OwlDocument } from './owl-document.ts';
import { propertyKinds } from './property-kinds.ts';

export interface OwlProjection {
  readonly quads: readonly Quad[];
  /** How many statements OWL 2 DL has no words for, by property. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/**
 * The ontology as far as OWL 2 DL can say it: everything used is declared, restrictions are kept, concepts are
 * individuals under the names of their classes, codes of other systems are annotations. Paths and lists of attributes,
 * prefix declarations and datatypes that OWL 2 lacks are left out and counted. A projection projects to itself.
 */
export function projectOwl(quads: readonly Quad[]): OwlProjection {
  const graph = new QuadGraph(quads);
  const kinds = propertyKinds(quads, graph);
  const document = new OwlDocument(kinds);
  const context: RuleContext = { document, expressions: new ClassExpressions(graph, kinds) };
  const headers = new Set(graph.instancesOf(owl.Ontology));
  const main = mainHeader(graph, headers);
  for (const statement of quads) {
    const { subject } = statement;
    if (isBlankNode(subject)) writeAnonymous(context, graph, statement);
    else if (headers.has(subject.value)) writeHeader(document, main, statement);
    else if (isReserved(subject.value) || !writeStatement(context, statement)) document.leaveOut(statement);
  }
  document.declare();
  return { quads: document.quads, leftOut: document.leftOut };
}

function writeStatement(context: RuleContext, { subject, predicate, object }: Quad): boolean {
  const [thing, property] = [subject as NamedNode, predicate as NamedNode];
  const rule = axiomRules.get(predicate.value);
  return rule === undefined
    ? assertion(context.document, thing, property, object)
    : rule(context, thing, property, object);
}

/** The header that has a version; where none has, the first by name. */
function mainHeader(graph: QuadGraph, headers: ReadonlySet<string>): NamedNode | undefined {
  const named = [...headers].filter((key) => !key.startsWith('_:')).sort();
  const main = named.find((key) => graph.objects(key, owl.versionInfo).length > 0) ?? named[0];
  return main === undefined ? undefined : namedNode(main);
}

/** One document has one header (section 3): it refers to the modules, and has their sources. */
function writeHeader(
  document: OwlDocument,
  main: NamedNode | undefined,
  { subject, predicate, object }: Quad,
): void {
  if (main === undefined) return;
  if (predicate.equals(rdf.type) && object.equals(owl.Ontology)) {
    if (subject.equals(main)) document.write(main, rdf.type, owl.Ontology);
    else annotation(document, main, rdfs.seeAlso, subject);
  } else if (subject.equals(main) ? !isBlankNode(object) : predicate.equals(dct.source)) {
    if (predicate.equals(owl.versionIRI)) document.write(main, predicate, object);
    else if (!isReserved(predicate.value) || builtInAnnotations.has(predicate.value))
      annotation(document, main, predicate, object);
  }
}

/** Axioms without a subject (section 9.1.3); everything else without a name belongs to something that has one. */
function writeAnonymous(
  { document, expressions }: RuleContext,
  graph: QuadGraph,
  { subject, predicate, object }: Quad,
): void {
  if (!predicate.equals(rdf.type) || !object.equals(owl.AllDisjointClasses)) return;
  const [members] = graph.objects(nodeKey(subject) ?? '', owl.members);
  const list = members === undefined ? undefined : expressions.writeList(members);
  if (list === undefined) {
    document.count(owl.AllDisjointClasses.value);
    return;
  }
  document.add(list);
  const axiom = blankNode(`axiom${subject.value}`);
  document.write(axiom, rdf.type, owl.AllDisjointClasses);
  document.write(axiom, owl.members, list.term);
}
