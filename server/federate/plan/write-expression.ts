import type { Aggregate, Expression } from './algebra.ts';
import { infixOperators, listOperators, prefixOperators } from './sparql-functions.ts';
import { writeElements } from './write-query.ts';
import { writeTerm } from './write-term.ts';

/** An expression as SPARQL writes it, in brackets wherever precedence could matter. */
export function writeExpression(expression: Expression): string {
  switch (expression.subType) {
    case 'term':
      return writeTerm(expression.term);
    case 'wildcard':
      return '*';
    case 'existence':
      return `${expression.not ? 'NOT ' : ''}EXISTS { ${writeElements(expression.input)} }`;
    case 'named':
      return `${writeTerm(expression.name)}(${expression.args.map(writeExpression).join(', ')})`;
    case 'operator':
      return writeOperator(expression.operator, expression.args.map(writeExpression));
  }
}

function writeOperator(operator: string, args: readonly string[]): string {
  const [first = '', ...rest] = args;
  if (infixOperators.has(operator)) return `(${args.join(` ${operator} `)})`;
  const prefix = prefixOperators.get(operator);
  if (prefix !== undefined) return `(${prefix}${first})`;
  const list = listOperators.get(operator);
  if (list !== undefined) return `(${first} ${list} (${rest.join(', ')}))`;
  if (operator === 'asc' || operator === 'desc') return `${operator.toUpperCase()}(${first})`;
  return `${operator.toUpperCase()}(${args.join(', ')})`;
}

/** `COUNT(DISTINCT ?x)` and the like. */
export function writeAggregate({ aggregator, distinct, expression, separator }: Aggregate): string {
  const inner = `${distinct ? 'DISTINCT ' : ''}${writeExpression(expression)}`;
  const tail = separator === undefined ? '' : `; SEPARATOR = ${JSON.stringify(separator)}`;
  return `${aggregator.toUpperCase()}(${inner}${tail})`;
}
