import type { Term } from '../../rdf/terms.ts';
import { isNamedNode } from '../../rdf/terms.ts';
import { fno, idlab, rml } from '../../rdf/vocabulary.ts';
import type { Expression, FunctionExecution } from './mapping.ts';
import type { MappingGraph } from './mapping-graph.ts';

/** What an execution gives: of `idlab-fn:trueCondition`, the way to write conditions of old, the value with its condition. */
export function expressionOf(execution: FunctionExecution): Expression {
  if (execution.function === idlab.trueCondition.value) {
    const input = (parameter: string): Expression | undefined =>
      execution.inputs.find((each) => each.parameter === parameter)?.value;
    const [condition, value] = [input(idlab.strBoolean.value), input(idlab.str.value)];
    if (condition !== undefined && value !== undefined) return { kind: 'conditional', condition, value };
  }
  return { kind: 'function', execution };
}

type ReadExpression = (graph: MappingGraph, node: Term) => Expression;

/** Reads a function execution (RML-FNML). Throws 'bad-mapping'. */
export function readExecution(
  graph: MappingGraph,
  node: Term,
  readExpression: ReadExpression,
): FunctionExecution {
  const constant = graph.object(node, rml.function);
  const map = graph.object(node, rml.functionMap);
  const name = constant ?? (map === undefined ? undefined : graph.object(map, rml.constant));
  if (!isNamedNode(name)) throw graph.bad(node, 'names no function');
  const inputs = graph.objects(node, rml.input).map((input) => {
    const short = graph.object(input, rml.parameter);
    const parameterMap = graph.object(input, rml.parameterMap);
    const parameter =
      short ?? (parameterMap === undefined ? undefined : graph.object(parameterMap, rml.constant));
    if (!isNamedNode(parameter)) throw graph.bad(input, 'names no parameter');
    const value = graph.object(input, rml.inputValue);
    const valueMap = graph.object(input, rml.inputValueMap);
    if (value !== undefined) {
      return { parameter: parameter.value, value: { kind: 'constant', term: value } satisfies Expression };
    }
    if (valueMap === undefined) throw graph.bad(input, `gives ${parameter.value} no value`);
    return { parameter: parameter.value, value: readExpression(graph, valueMap) };
  });
  return { function: name.value, inputs };
}

/**
 * Reads a function value of the older vocabulary (`fnml:functionValue`), which is written as a triples map: one of its
 * predicates is `fno:executes` and has the function for its object, the others are the parameters. Throws 'bad-mapping'.
 */
export function readFunctionValue(
  graph: MappingGraph,
  node: Term,
  readExpression: ReadExpression,
): FunctionExecution {
  const names: string[] = [];
  const inputs: FunctionExecution['inputs'][number][] = [];
  for (const map of graph.objects(node, rml.predicateObjectMap)) {
    const predicateMap = graph.object(map, rml.predicateMap);
    const predicate =
      predicateMap === undefined
        ? graph.object(map, rml.predicate)
        : graph.object(predicateMap, rml.constant);
    if (!isNamedNode(predicate)) throw graph.bad(map, 'names neither fno:executes nor a parameter');
    const values = [
      ...graph.objects(map, rml.object).map((term): Expression => ({ kind: 'constant', term })),
      ...graph.objects(map, rml.objectMap).map((term) => readExpression(graph, term)),
    ];
    if (values.length === 0) throw graph.bad(map, `gives ${predicate.value} no value`);
    for (const value of values) {
      if (!predicate.equals(fno.executes)) inputs.push({ parameter: predicate.value, value });
      // Generators of mappings write the name of the function as a string, too.
      else names.push(value.kind === 'constant' ? value.term.value : '');
    }
  }
  const [name] = names;
  if (name === undefined || name === '' || names.length > 1)
    throw graph.bad(node, 'names not exactly one function');
  return { function: name, inputs };
}
