import { variable } from '../rdf/terms.ts';
import { collect, rowOf, type CollectOptions } from './collect-rows.ts';
import { querySources, type Comunica } from './comunica.ts';
import { forHub, hubFunctions } from './hub-expression.ts';
import type { Expression, Group, LeafReference, Operation, OrderBy, Values } from './plan/algebra.ts';
import { scopeOf } from './plan/variables.ts';
import { rankValues, restoreValues } from './rank-values.ts';
import type { Row } from './rows.ts';
import { sortRows, type SortKey } from './sort-rows.ts';

type EngineContext = Parameters<Comunica['engine']['queryBindings']>[1];

/** Context of an evaluation without any source: there are no patterns left to ask for. */
export const withoutSources = {
  [querySources]: [],
  extensionFunctions: hubFunctions,
} as unknown as EngineContext;

/** Evaluates what remains of a query once its leaves have rows; the answer alone where nothing remains. */
export async function evaluateResidual(
  residual: Operation,
  rows: readonly (readonly Row[])[],
  { engine }: Comunica,
  options: CollectOptions,
): Promise<readonly Row[]> {
  const evaluate = async (operation: Operation): Promise<readonly Row[]> => {
    const stream = await engine.queryBindings(operation, withoutSources);
    return (await collect(stream, options)).map(rowOf);
  };

  /** Puts the rows of the leaves in their places, as VALUES, and takes over what Comunica would do otherwise. */
  const fillIn = async (operation: Operation): Promise<Operation> => {
    switch (operation.type) {
      case 'leaf':
        return valuesOf(operation, rows[operation.leaf] ?? []);
      case 'union':
        return { ...operation, input: await Promise.all(operation.input.map(fillIn)) };
      case 'join':
        return { ...operation, input: await Promise.all(operation.input.map(table)) };
      case 'leftjoin': {
        const [left, right] = operation.input;
        const { expression } = operation;
        const filter = expression === undefined ? {} : { expression: forHub(expression) };
        return { ...operation, ...filter, input: [await table(left), await table(right)] };
      }
      case 'filter':
      case 'extend':
        return {
          ...operation,
          input: await fillIn(operation.input),
          expression: forHub(operation.expression),
        };
      case 'orderby':
        return sorted(operation);
      case 'group':
        return grouped(operation);
      case 'pattern':
      case 'path':
      case 'values':
      case 'minus':
        return operation;
      default:
        return { ...operation, input: await fillIn(operation.input) };
    }
  };

  /**
   * Sides of a join are evaluated first and joined as tables: Comunica takes the variables of a group or BIND for
   * bound in every row, and its joins lose the rows in which they are not. In a table it sees for itself.
   */
  const table = async (operation: Operation): Promise<Values> => {
    const filled = await fillIn(operation);
    if (filled.type === 'values') return filled;
    const variables = scopeOf(filled).map((name) => variable(name));
    return valuesOf({ variables }, await evaluate(filled));
  };

  /** Evaluates expressions over the rows of an operation, as further columns `meridian_value_0` and so on. */
  const withColumns = async (
    operation: Operation,
    expressions: readonly Expression[],
  ): Promise<readonly Row[]> => {
    const input = await fillIn(operation);
    return evaluate(
      expressions.reduce<Operation>(
        (inner, expression, index) => ({
          type: 'extend',
          input: inner,
          variable: variable(columnOf(index)),
          expression: forHub(expression),
        }),
        input,
      ),
    );
  };

  const sorted = async (operation: OrderBy): Promise<Values> => {
    const keys = operation.expressions.map(keyOf);
    const found = await withColumns(
      operation.input,
      keys.map((key) => key.expression),
    );
    const order: readonly SortKey[] = keys.map(({ isDescending }, index) => ({
      column: columnOf(index),
      isDescending,
    }));
    const variables = scopeOf(operation.input).map((name) => variable(name));
    return valuesOf({ variables }, sortRows(found, order));
  };

  /** MIN and MAX are taken of places in the order of terms, which are numbers, and turned back into terms. */
  const grouped = async (operation: Group): Promise<Operation> => {
    const isOrdered = ({ aggregator }: Group['aggregates'][number]): boolean =>
      aggregator === 'min' || aggregator === 'max';
    const plain = operation.aggregates.map((aggregate) => ({
      ...aggregate,
      expression: forHub(aggregate.expression),
    }));
    if (!plain.some(isOrdered)) {
      return { ...operation, input: await fillIn(operation.input), aggregates: plain };
    }
    const ordered = operation.aggregates.filter(isOrdered);
    const found = await withColumns(
      operation.input,
      ordered.map((aggregate) => aggregate.expression),
    );
    const columns = ordered.map((_, index) => columnOf(index));
    const ranked = rankValues(found, columns);
    const variables = [...scopeOf(operation.input), ...columns].map((name) => variable(name));
    const aggregates = plain.map((aggregate) => {
      const index = ordered.findIndex((other) => other.variable.equals(aggregate.variable));
      if (index < 0) return aggregate;
      const term = variable(columnOf(index));
      return { ...aggregate, expression: { type: 'expression', subType: 'term', term } as const };
    });
    const groups = await evaluate({ ...operation, input: valuesOf({ variables }, ranked.rows), aggregates });
    const results = new Set(ordered.map((aggregate) => aggregate.variable.value));
    return valuesOf(
      { variables: scopeOf(operation).map((name) => variable(name)) },
      restoreValues(groups, results, ranked.terms),
    );
  };

  return residual.type === 'leaf' ? (rows[residual.leaf] ?? []) : evaluate(await fillIn(residual));
}

/** A table of rows; columns that are not among the variables are left out. */
export function valuesOf({ variables }: Pick<LeafReference, 'variables'>, rows: readonly Row[]): Values {
  const names = new Set(variables.map((name) => name.value));
  return {
    type: 'values',
    variables: variables.map((name) => variable(name.value)),
    bindings: rows.map((row) => Object.fromEntries([...row].filter(([name]) => names.has(name)))),
  };
}

function columnOf(index: number): string {
  return `meridian_value_${index}`;
}

function keyOf(expression: Expression): { readonly expression: Expression; readonly isDescending: boolean } {
  if (
    expression.subType === 'operator' &&
    (expression.operator === 'desc' || expression.operator === 'asc')
  ) {
    const [inner] = expression.args;
    if (inner !== undefined) return { expression: inner, isDescending: expression.operator === 'desc' };
  }
  return { expression, isDescending: false };
}
