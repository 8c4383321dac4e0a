import { isNamedNode } from '../../../rdf/terms.ts';
import type { NamedNode, Term } from '../../../rdf/terms.ts';
import { owl, rdf, rdfs } from '../../../rdf/vocabulary.ts';
import type { ClassExpressions } from './class-expressions.ts';
import { isReserved, objectPropertyTypes, owlDatatypes } from './owl-builtins.ts';
import { kindTypes, type OwlDocument } from './owl-document.ts';

/** Where a rule writes, and how it reads class expressions. */
export interface RuleContext {
  readonly document: OwlDocument;
  readonly expressions: ClassExpressions;
}

/** Writes what a statement says; false where OWL 2 DL cannot say it. */
type AxiomRule = (context: RuleContext, subject: NamedNode, predicate: NamedNode, object: Term) => boolean;

/** The properties that make axioms about classes, properties and individuals, and the rule that reads each. */
export const axiomRules: ReadonlyMap<string, AxiomRule> = new Map([
  [rdf.type.value, type],
  [rdfs.subClassOf.value, classAxiom],
  [owl.equivalentClass.value, classAxiom],
  [owl.disjointWith.value, classAxiom],
  [rdfs.domain.value, bound],
  [rdfs.range.value, bound],
  [rdfs.subPropertyOf.value, propertyAxiom],
  [owl.equivalentProperty.value, propertyAxiom],
  [owl.inverseOf.value, propertyAxiom],
  [owl.propertyDisjointWith.value, propertyAxiom],
  [owl.sameAs.value, identity],
  [owl.differentFrom.value, identity],
]);

function type({ document }: RuleContext, subject: NamedNode, _predicate: NamedNode, object: Term): boolean {
  if (!isNamedNode(object)) return false;
  if (object.equals(owl.Class) || object.equals(rdfs.Class)) document.classes.add(subject.value);
  else if (object.equals(owl.NamedIndividual)) document.individuals.add(subject.value);
  else if (object.equals(rdf.Property) || Object.values(kindTypes).some((kind) => kind.equals(object)))
    document.properties.add(subject.value);
  else if (objectPropertyTypes.has(object.value) || object.equals(owl.FunctionalProperty)) {
    document.properties.add(subject.value);
    const kind = document.kind(subject.value);
    const fits = kind === 'object' || (kind === 'data' && object.equals(owl.FunctionalProperty));
    return fits && document.write(subject, rdf.type, object);
  } else if (isReserved(object.value)) return false;
  else {
    document.classes.add(object.value);
    document.individuals.add(subject.value);
    document.write(subject, rdf.type, object);
  }
  return true;
}

/** A class and a class expression (section 9.1). */
function classAxiom(context: RuleContext, subject: NamedNode, predicate: NamedNode, object: Term): boolean {
  const expression = context.expressions.write(object);
  if (expression === undefined) return false;
  context.document.classes.add(subject.value);
  context.document.add(expression);
  return context.document.write(subject, predicate, expression.term);
}

/** Domain and range: class expressions, datatypes, or bare names of annotation properties. */
function bound(context: RuleContext, subject: NamedNode, predicate: NamedNode, object: Term): boolean {
  const { document, expressions } = context;
  const kind = document.kind(subject.value);
  document.properties.add(subject.value);
  if (kind === undefined) return false;
  if (kind === 'annotation') return isNamedNode(object) && document.write(subject, predicate, object);
  if (kind === 'data' && predicate.equals(rdfs.range)) {
    return (
      isNamedNode(object) && owlDatatypes.has(object.value) && document.write(subject, predicate, object)
    );
  }
  const expression = expressions.write(object);
  if (expression === undefined) return false;
  document.add(expression);
  return document.write(subject, predicate, expression.term);
}

/** Two properties of one kind (sections 9.2, 9.3 and 10.2). */
function propertyAxiom(
  { document }: RuleContext,
  subject: NamedNode,
  predicate: NamedNode,
  object: Term,
): boolean {
  const kind = document.kind(subject.value);
  if (kind === undefined || !isNamedNode(object) || isReserved(object.value)) return false;
  if (kind === 'annotation' && !predicate.equals(rdfs.subPropertyOf)) return false;
  if (kind === 'data' && predicate.equals(owl.inverseOf)) return false;
  if (document.kindOr(object.value, kind) !== kind) return false;
  document.properties.add(subject.value).add(object.value);
  return document.write(subject, predicate, object);
}

function identity(
  { document }: RuleContext,
  subject: NamedNode,
  predicate: NamedNode,
  object: Term,
): boolean {
  if (!isNamedNode(object) || isReserved(object.value)) return false;
  document.individuals.add(subject.value).add(object.value);
  return document.write(subject, predicate, object);
}
