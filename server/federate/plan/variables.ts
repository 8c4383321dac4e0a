import type { Term } from '@rdfjs/types';
import type { Expression, Operation } from './algebra.ts';
import { volatileFunctions } from './sparql-functions.ts';

/** Names of the variables that an operation may bind, in order of first use (SPARQL 1.1 section 18.2.1). */
export function scopeOf(operation: Operation): readonly string[] {
  const names = new Set<string>();
  const add = (...terms: readonly Term[]): void => {
    for (const term of terms) if (term.termType === 'Variable') names.add(term.value);
  };
  const visit = (op: Operation): void => {
    switch (op.type) {
      case 'pattern':
        add(op.subject, op.predicate, op.object);
        break;
      case 'path':
        add(op.subject, op.object);
        break;
      case 'join':
      case 'union':
      case 'leftjoin':
        op.input.forEach(visit);
        break;
      case 'minus':
        visit(op.input[0]);
        break;
      case 'extend':
        visit(op.input);
        add(op.variable);
        break;
      case 'values':
      case 'leaf':
      case 'project':
        add(...op.variables);
        break;
      case 'group':
        add(...op.variables, ...op.aggregates.map((aggregate) => aggregate.variable));
        break;
      default:
        visit(op.input);
    }
  };
  visit(operation);
  return [...names];
}

/** Names of the variables that an expression reads, those within EXISTS included. */
export function variablesOf(...expressions: readonly Expression[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (expression: Expression): void => {
    switch (expression.subType) {
      case 'term':
        if (expression.term.termType === 'Variable') names.add(expression.term.value);
        break;
      case 'operator':
      case 'named':
        expression.args.forEach(visit);
        break;
      case 'existence':
        for (const name of mentionsOf(expression.input)) names.add(name);
        break;
      case 'wildcard':
        break;
    }
  };
  expressions.forEach(visit);
  return names;
}

/** Every variable that stands anywhere in an operation: within EXISTS, filters too may speak of outer variables. */
function mentionsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('termType' in value && value.termType === 'Variable' && 'value' in value) return [String(value.value)];
  return Object.values(value).flatMap(mentionsOf);
}

/** The operations within EXISTS and NOT EXISTS of an expression, outermost ones. */
export function existencesOf(expression: Expression): readonly Operation[] {
  if (expression.subType === 'existence') return [expression.input];
  if (expression.subType === 'operator' || expression.subType === 'named') {
    return expression.args.flatMap(existencesOf);
  }
  return [];
}

/** Whether an expression gives another value each time it is evaluated (RAND, NOW …): no node may evaluate it. */
export function isVolatile(expression: Expression): boolean {
  if (expression.subType !== 'operator' && expression.subType !== 'named') return false;
  if (expression.subType === 'operator' && volatileFunctions.has(expression.operator)) return true;
  return expression.args.some(isVolatile);
}

/** The parts of a conjunction: `a && b && c` filters as its three parts do. */
export function conjunctsOf(expression: Expression): readonly Expression[] {
  return expression.subType === 'operator' && expression.operator === '&&'
    ? expression.args.flatMap(conjunctsOf)
    : [expression];
}
