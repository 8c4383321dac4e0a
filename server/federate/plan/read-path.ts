import type { Term } from '@rdfjs/types';
import type { Operation, PathExpression, Pattern } from './algebra.ts';
import { nodeOf, nodesOf, termOf, type AlgebraNode } from './read-node.ts';
import { refuse } from './refuse.ts';

/** A triple pattern in the default graph; one within GRAPH is refused. */
export function readTriple(node: AlgebraNode): Pattern {
  checkGraph(node);
  return {
    type: 'pattern',
    subject: termOf(node['subject']),
    predicate: termOf(node['predicate']),
    object: termOf(node['object']),
  };
}

/** A property path: links and inverses become patterns and alternatives unions (SPARQL 1.1 section 18.2.2.4). */
export function readPath(node: AlgebraNode): Operation {
  checkGraph(node);
  return unfold(termOf(node['subject']), readPathExpression(node['predicate']), termOf(node['object']));
}

function unfold(subject: Term, path: PathExpression, object: Term): Operation {
  switch (path.type) {
    case 'link':
      return { type: 'pattern', subject, predicate: path.iri, object };
    case 'inv':
      return unfold(object, path.path, subject);
    case 'alt':
      return { type: 'union', input: path.input.map((branch) => unfold(subject, branch, object)) };
    default:
      return { type: 'path', subject, predicate: path, object };
  }
}

function readPathExpression(value: unknown): PathExpression {
  const node = nodeOf(value);
  const type = String(node['type']);
  switch (type) {
    case 'link': {
      const iri = termOf(node['iri']);
      if (iri.termType !== 'NamedNode') throw refuse('A path', 'one of its steps is no IRI');
      return { type, iri };
    }
    case 'seq':
    case 'alt':
      return { type, input: nodesOf(node['input']).map(readPathExpression) };
    case 'inv':
    case 'ZeroOrMorePath':
    case 'OneOrMorePath':
    case 'ZeroOrOnePath':
      return { type, path: readPathExpression(node['path']) };
    case 'nps':
      throw refuse('A negated property set', 'it matches ontology and data alike');
    default:
      throw refuse(`The path "${type}"`, 'the planner does not know it');
  }
}

function checkGraph(node: AlgebraNode): void {
  const graph = node['graph'];
  if (graph !== undefined && nodeOf(graph)['termType'] !== 'DefaultGraph') {
    throw refuse('GRAPH', 'the nodes share no named graphs');
  }
}
