import type * as RDF from '@rdfjs/types';
import { DataFactory } from 'n3';

/** The one data factory of the server: n3's, whose terms every RDF/JS library here accepts. */
// eslint-disable-next-line @typescript-eslint/unbound-method -- n3's factory functions do not use `this`
export const { namedNode, blankNode, literal, quad, defaultGraph, variable } = DataFactory;

export type { NamedNode, BlankNode, Literal, Quad, Term, DefaultGraph } from '@rdfjs/types';

/** A subject or object that can be named: what a graph says something about. */
export type Resource = RDF.NamedNode | RDF.BlankNode;

export function isNamedNode(term: RDF.Term | null | undefined): term is RDF.NamedNode {
  return term?.termType === 'NamedNode';
}

export function isLiteral(term: RDF.Term | null | undefined): term is RDF.Literal {
  return term?.termType === 'Literal';
}

export function isBlankNode(term: RDF.Term | null | undefined): term is RDF.BlankNode {
  return term?.termType === 'BlankNode';
}
