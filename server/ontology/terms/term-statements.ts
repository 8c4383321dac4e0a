import type { Quad } from '../../rdf/terms.ts';
import { isBlankNode } from '../../rdf/terms.ts';
import { keyOf, type TermGraph } from './term-graph.ts';

/**
 * The statements about some terms: those that have one as subject, and those about the blank nodes that they lead to
 * (the concise bounded description of each, without what points at it). Each statement once.
 */
export function termStatements(graph: TermGraph, iris: Iterable<string>): readonly Quad[] {
  const found: Quad[] = [];
  const wanted = new Set<string>(iris);
  // A set iterates over what is added meanwhile, and takes nothing twice.
  for (const key of wanted) {
    for (const quad of graph.about(key)) {
      found.push(quad);
      if (isBlankNode(quad.object)) wanted.add(keyOf(quad.object));
    }
  }
  return distinctStatements(found);
}

/** Statements each once: what two files say is read twice. */
export function distinctStatements(quads: Iterable<Quad>): readonly Quad[] {
  const seen = new Map<string, Quad>();
  for (const quad of quads) {
    const { subject, predicate, object } = quad;
    const value =
      object.termType === 'Literal'
        ? `"${object.language}^${object.datatype.value} ${object.value}`
        : keyOf(object);
    seen.set(`${keyOf(subject)} ${predicate.value} ${value}`, quad);
  }
  return [...seen.values()];
}
