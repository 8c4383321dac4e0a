import { xsd } from '../../rdf/vocabulary.ts';
import type { Expression } from './algebra.ts';
import { readAlgebra } from './read-algebra.ts';
import { nodeOf, nodesOf, termOf } from './read-node.ts';
import { refuse } from './refuse.ts';
import { builtInFunctions, infixOperators, listOperators, prefixOperators } from './sparql-functions.ts';

/** An expression of SPARQL 1.1. Throws `unsupported-query` for functions that are not of the standard. */
export function readExpression(value: unknown): Expression {
  const node = nodeOf(value);
  const type = 'expression';
  switch (node['subType']) {
    case 'term':
      return { type, subType: 'term', term: termOf(node['term']) };
    case 'wildcard':
      return { type, subType: 'wildcard', wildcard: { type: 'wildcard' } };
    case 'existence':
      return { type, subType: 'existence', not: node['not'] === true, input: readAlgebra(node['input']) };
    case 'operator': {
      const operator = String(node['operator']);
      // asc and desc wrap the expressions of ORDER BY.
      if (!isKnown(operator)) {
        throw refuse(`The function ${operator.toUpperCase()}`, 'it is not of SPARQL 1.1');
      }
      return { type, subType: 'operator', operator, args: nodesOf(node['args']).map(readExpression) };
    }
    case 'named': {
      const name = termOf(node['name']);
      if (name.termType !== 'NamedNode' || !name.value.startsWith(xsd.namespace)) {
        throw refuse(`The function <${name.value}>`, 'nodes may not know it');
      }
      return { type, subType: 'named', name, args: nodesOf(node['args']).map(readExpression) };
    }
    default:
      throw refuse(`The expression "${String(node['subType'])}"`, 'the planner does not know it');
  }
}

function isKnown(operator: string): boolean {
  return (
    operator === 'asc' ||
    operator === 'desc' ||
    infixOperators.has(operator) ||
    prefixOperators.has(operator) ||
    listOperators.has(operator) ||
    builtInFunctions.has(operator)
  );
}
