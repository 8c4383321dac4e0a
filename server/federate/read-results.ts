import type { Term } from '@rdfjs/types';
import { blankNode, literal, namedNode } from '../rdf/terms.ts';
import { NodeFailure } from './node-failure.ts';
import type { Row } from './rows.ts';

/**
 * The rows of a node's answer in SPARQL 1.1 Query Results JSON. Blank nodes are named after the node: equal labels of
 * two nodes are different things. Throws NodeFailure where the document is none, or has columns that were not asked.
 */
export function readResults(document: unknown, variables: readonly string[], node: string): readonly Row[] {
  const bindings = fieldOf(fieldOf(document, 'results'), 'bindings');
  if (!Array.isArray(bindings)) throw unreadable('it holds no results');
  return bindings.map((binding: unknown) => {
    if (typeof binding !== 'object' || binding === null) throw unreadable('a solution is no object');
    const row = new Map<string, Term>();
    for (const name of variables) {
      const term = fieldOf(binding, name);
      if (term !== undefined) row.set(name, readTerm(term, node));
    }
    return row;
  });
}

function readTerm(term: unknown, node: string): Term {
  const value = fieldOf(term, 'value');
  if (typeof value !== 'string') throw unreadable('a value is missing');
  switch (fieldOf(term, 'type')) {
    case 'uri':
      return namedNode(value);
    case 'bnode':
      return blankNode(`${node.replaceAll(/\W/g, '_')}-${value}`);
    case 'literal':
    case 'typed-literal': {
      const language = fieldOf(term, 'xml:lang');
      const datatype = fieldOf(term, 'datatype');
      if (typeof language === 'string' && language !== '') return literal(value, language);
      return typeof datatype === 'string' ? literal(value, namedNode(datatype)) : literal(value);
    }
    default:
      throw unreadable('a term is of a kind that SPARQL 1.1 does not have');
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function unreadable(reason: string): NodeFailure {
  return new NodeFailure('failed', `its answer is not SPARQL results: ${reason}`);
}
