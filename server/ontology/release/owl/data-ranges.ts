import { isLiteral, isNamedNode } from '../../../rdf/terms.ts';
import type { NamedNode, Quad, Term } from '../../../rdf/terms.ts';
import { owlDatatypes } from './owl-builtins.ts';

/** A datatype that OWL 2 has. */
export function dataRange(term: Term): NamedNode | undefined {
  return isNamedNode(term) && owlDatatypes.has(term.value) ? term : undefined;
}

/** A literal of a datatype that OWL 2 has. */
export function supportedLiteral(term: Term): Quad['object'] | undefined {
  return isLiteral(term) && owlDatatypes.has(term.datatype.value) ? term : undefined;
}
