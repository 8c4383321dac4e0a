import { aggregators, type Aggregate, type Aggregator, type Operation } from './algebra.ts';
import { readExpression } from './read-expression.ts';
import { readPath, readTriple } from './read-path.ts';
import { nodeOf, nodesOf, optional, termOf, termsOf } from './read-node.ts';
import { refuse } from './refuse.ts';

/** Words of SPARQL for operations that are recognised and refused, with the reason. */
const refused: Readonly<Record<string, readonly [string, string]>> = {
  service: ['SERVICE', 'only the registered nodes are asked'],
  graph: ['GRAPH', 'the nodes share no named graphs'],
  from: ['FROM', 'every node answers over its own public graphs'],
  describe: ['DESCRIBE', 'the description may lie in several nodes'],
  nodes: ['A path of any length whose ends are both open', 'it reaches every term of every node'],
};

/**
 * Takes a query in Comunica's algebra into the closed union of `algebra.ts`: annotations are dropped, groups of
 * patterns become joins, simple paths become patterns. Throws `unsupported-query` for everything else.
 */
export function readAlgebra(value: unknown): Operation {
  const node = nodeOf(value);
  const inputs = (): Operation[] => nodesOf(node['input']).map(readAlgebra);
  const input = (): Operation => readAlgebra(node['input']);
  const pair = (): [Operation, Operation] => {
    const [left, right] = inputs();
    if (left === undefined || right === undefined)
      throw refuse('The query', 'an operation lacks its right side');
    return [left, right];
  };
  switch (node['type']) {
    case 'pattern':
      return readTriple(node);
    case 'path':
      return readPath(node);
    case 'bgp':
      return flatten(nodesOf(node['patterns']).map(readAlgebra));
    case 'nop':
      return { type: 'join', input: [] };
    case 'join':
      return flatten(inputs());
    case 'leftjoin':
      return { type: 'leftjoin', input: pair(), ...optional('expression', node, readExpression) };
    case 'minus':
      return { type: 'minus', input: pair() };
    case 'union':
      return { type: 'union', input: inputs() };
    case 'filter':
      return { type: 'filter', input: input(), expression: readExpression(node['expression']) };
    case 'extend':
      return {
        type: 'extend',
        input: input(),
        variable: termOf(node['variable']),
        expression: readExpression(node['expression']),
      };
    case 'values':
      return {
        type: 'values',
        variables: termsOf(node['variables']),
        bindings: nodesOf(node['bindings']).map((row) =>
          Object.fromEntries(Object.entries(nodeOf(row)).map(([name, term]) => [name, termOf(term)])),
        ),
      };
    case 'group':
      return {
        type: 'group',
        input: input(),
        variables: termsOf(node['variables']),
        aggregates: nodesOf(node['aggregates']).map(readAggregate),
      };
    case 'project':
      return { type: 'project', input: input(), variables: termsOf(node['variables']) };
    case 'distinct':
    case 'reduced':
      return { type: node['type'], input: input() };
    case 'orderby':
      return {
        type: 'orderby',
        input: input(),
        expressions: nodesOf(node['expressions']).map(readExpression),
      };
    case 'slice':
      return {
        type: 'slice',
        input: input(),
        start: Number(node['start']),
        ...(typeof node['length'] === 'number' ? { length: node['length'] } : {}),
      };
    default: {
      const type = String(node['type']);
      const [part, reason] = refused[type] ?? [`The operation "${type}"`, 'the planner does not know it'];
      throw refuse(part, reason);
    }
  }
}

/** Joins of joins are one join; a join of one is that one. */
function flatten(inputs: readonly Operation[]): Operation {
  const flat = inputs.flatMap((input) => (input.type === 'join' ? input.input : [input]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { type: 'join', input: flat };
}

function readAggregate(value: unknown): Aggregate {
  const node = nodeOf(value);
  const name = String(node['aggregator']);
  const aggregator = aggregators.find((known): known is Aggregator => known === name);
  if (aggregator === undefined)
    throw refuse(`The aggregate ${name.toUpperCase()}`, 'the planner does not know it');
  return {
    type: 'expression',
    subType: 'aggregate',
    aggregator,
    expression: readExpression(node['expression']),
    distinct: node['distinct'] === true,
    ...(typeof node['separator'] === 'string' ? { separator: node['separator'] } : {}),
    variable: termOf(node['variable']),
  };
}
