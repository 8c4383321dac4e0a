import type { Term } from '@rdfjs/types';
import { literal, variable } from '../../rdf/terms.ts';
import { xsd } from '../../rdf/vocabulary.ts';
import type { Aggregate, Expression, Group, Operation } from './algebra.ts';
import { isHard } from './analyse.ts';
import type { Locality } from './locality.ts';
import type { AddLeaf } from './plan.ts';
import { scopeOf, variablesOf } from './variables.ts';

/** An aggregate as the nodes compute it, and as the hub combines their values. */
interface Split {
  readonly partial: readonly Aggregate[];
  readonly combine: readonly Aggregate[];
  /** Computed from the combined values, where they are not yet the result. */
  readonly extend?: { readonly variable: Term; readonly expression: Expression };
}

/**
 * A GROUP BY over rows that each lie in one node, with keys that do not: every node aggregates its own rows, the hub
 * combines them. COUNT and SUM add up, MIN, MAX and SAMPLE repeat, AVG is sum by count, COUNT(DISTINCT …) of owned
 * things adds up because no two nodes own the same. Other aggregates need the values: the rows are shipped.
 */
export function pushAggregates(group: Group, input: Locality, addLeaf: AddLeaf): Operation {
  const splits = group.aggregates.map((aggregate, index) => splitAggregate(aggregate, index, input));
  if (splits.some((split) => split === undefined)) return shipRows(group, addLeaf);
  const known = splits.filter((split) => split !== undefined);
  const partial = known.flatMap((split) => split.partial);
  // Without keys every node gives a row, also over nothing: its MIN would be unbound, not absent.
  const present = 'meridian_present';
  const counting = group.variables.length === 0 ? [countAll(present)] : [];
  const leaf = addLeaf(
    { type: 'group', input: group.input, variables: group.variables, aggregates: [...partial, ...counting] },
    { ask: 'all', merge: 'bag', ...(counting.length > 0 ? { present } : {}) },
  );
  const combined: Operation = {
    type: 'group',
    input: leaf,
    variables: group.variables,
    aggregates: known.flatMap((split) => split.combine),
  };
  return known.reduce<Operation>(
    (inner, { extend }) => (extend === undefined ? inner : { type: 'extend', input: inner, ...extend }),
    combined,
  );
}

function splitAggregate(aggregate: Aggregate, index: number, input: Locality): Split | undefined {
  const { aggregator, expression, distinct } = aggregate;
  if (isHard(expression)) return undefined;
  const part = (suffix: string): Term => variable(`meridian_${suffix}_${index}`);
  const one = (combiner: Aggregate['aggregator'], suffix = aggregator as string): Split => ({
    partial: [{ ...aggregate, variable: part(suffix) }],
    combine: [aggregateOf(combiner, part(suffix), aggregate.variable)],
  });
  if (aggregator === 'min' || aggregator === 'max' || aggregator === 'sample') return one(aggregator);
  if (aggregator === 'count' && (!distinct || countsOwned(expression, input))) return one('sum');
  if (distinct || aggregator === 'group_concat') return undefined;
  if (aggregator === 'sum') return one('sum');
  if (aggregator !== 'avg') return undefined;
  const [sum, count] = [variable(`meridian_total_${index}`), variable(`meridian_number_${index}`)];
  return {
    partial: [
      { ...aggregate, aggregator: 'sum', variable: part('sum') },
      { ...aggregate, aggregator: 'count', variable: part('count') },
    ],
    combine: [aggregateOf('sum', part('sum'), sum), aggregateOf('sum', part('count'), count)],
    extend: { variable: aggregate.variable, expression: mean(sum, count) },
  };
}

/** Whether what is counted is different in every node: an owned variable, or solutions that hold one. */
function countsOwned(expression: Expression, input: Locality): boolean {
  if (expression.subType === 'wildcard') return [...input.owned].some((key) => key.startsWith('?'));
  return (
    expression.subType === 'term' &&
    expression.term.termType === 'Variable' &&
    input.owned.has(`?${expression.term.value}`)
  );
}

/** Ships what the aggregates read: each different row once where that is all they ask for. */
function shipRows(group: Group, addLeaf: AddLeaf): Operation {
  const readsAll = group.aggregates.some(
    ({ expression, distinct }) => expression.subType === 'wildcard' && distinct,
  );
  const read = new Set([
    ...group.variables.map((name) => name.value),
    ...variablesOf(...group.aggregates.map((aggregate) => aggregate.expression)),
  ]);
  const names = scopeOf(group.input).filter((name) => readsAll || read.has(name));
  const rows: Operation = {
    type: 'project',
    input: group.input,
    variables: names.map((name) => variable(name)),
  };
  const isSet = group.aggregates.every(
    ({ aggregator, distinct }) => distinct || ['min', 'max', 'sample'].includes(aggregator),
  );
  const leaf = addLeaf(isSet ? { type: 'distinct', input: rows } : rows, {
    ask: 'all',
    merge: isSet ? 'set' : 'bag',
  });
  return { ...group, input: leaf };
}

function aggregateOf(aggregator: Aggregate['aggregator'], from: Term, to: Term): Aggregate {
  return {
    type: 'expression',
    subType: 'aggregate',
    aggregator,
    expression: { type: 'expression', subType: 'term', term: from },
    distinct: false,
    variable: to,
  };
}

function countAll(name: string): Aggregate {
  const expression: Expression = {
    type: 'expression',
    subType: 'wildcard',
    wildcard: { type: 'wildcard' },
  };
  return { ...aggregateOf('count', variable(name), variable(name)), expression };
}

/** `IF(?count = 0, 0, ?sum / ?count)` (SPARQL 1.1 section 18.5.1.4: the mean of nothing is 0). */
function mean(sum: Term, count: Term): Expression {
  const type = 'expression';
  const value = (term: Term): Expression => ({ type, subType: 'term', term });
  const apply = (operator: string, ...args: Expression[]): Expression => ({
    type,
    subType: 'operator',
    operator,
    args,
  });
  const zero = value(literal('0', xsd.integer));
  return apply('if', apply('=', value(count), zero), zero, apply('/', value(sum), value(count)));
}
