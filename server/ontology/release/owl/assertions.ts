import { isBlankNode, isLiteral, isNamedNode, literal } from '../../../rdf/terms.ts';
import type { NamedNode, Quad, Term } from '../../../rdf/terms.ts';
import { xsd } from '../../../rdf/vocabulary.ts';
import { supportedLiteral } from './data-ranges.ts';
import { isReserved, owlDatatypes } from './owl-builtins.ts';
import type { OwlDocument } from './owl-document.ts';

/** A statement about one thing (sections 9.6 and 10.2.1), by the kind of its property; false where there is none such. */
export function assertion(
  document: OwlDocument,
  subject: NamedNode,
  predicate: NamedNode,
  object: Term,
): boolean {
  const kind = document.kind(predicate.value);
  if (kind === undefined) return false;
  if (kind === 'annotation') return !isBlankNode(object) && annotation(document, subject, predicate, object);
  if (kind === 'object') {
    if (!isNamedNode(object) || isReserved(object.value)) return false;
    document.individuals.add(object.value);
  } else if (supportedLiteral(object) === undefined) return false;
  document.individuals.add(subject.value);
  document.properties.add(predicate.value);
  return document.write(subject, predicate, object);
}

/** A value of a datatype that OWL 2 lacks is written as the text it is. */
export function annotation(
  document: OwlDocument,
  subject: NamedNode,
  predicate: Quad['predicate'],
  object: Term,
): true {
  document.properties.add(predicate.value);
  const isForeign = isLiteral(object) && !owlDatatypes.has(object.datatype.value);
  return document.write(subject, predicate, isForeign ? literal(object.value, xsd.string) : object);
}
