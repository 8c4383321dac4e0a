import type { BlankNode, NamedNode } from '../../../rdf/terms.ts';
import { namedNode } from '../../../rdf/terms.ts';
import { grel, idlab, mfn, rml } from '../../../rdf/vocabulary.ts';
import { parseYarrrmlCall } from './yarrrml-call.ts';
import type { YarrrmlCall } from './yarrrml-call.ts';
import type { YamlNode } from './yaml-text.ts';
import { functionKeys, parameterKeys } from './yarrrml-keys.ts';
import type { YarrrmlReading } from './yarrrml-reading.ts';
import { addExpression } from './yarrrml-terms.ts';

/** A value of a parameter: a node of the file, or a call or text within a line. */
type ParameterValue =
  { readonly node: YamlNode } | { readonly written: string } | { readonly call: YarrrmlCall };

export interface FunctionParameter {
  /** As it is written, with or without a prefix. */
  readonly name: string;
  readonly value: ParameterValue;
  /** `s` or `o`: of a join, whether the value is of the record itself or of the other mapping's. */
  readonly side?: string;
  readonly at: YamlNode;
}

export interface FunctionUse {
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly at: YamlNode;
}

/** Reads `function` and `parameters` of a map, also in the form in one line, `ex:f(input = $(x))`. */
export function readFunction(
  reading: YarrrmlReading,
  fields: ReadonlyMap<string, YamlNode>,
  at: YamlNode,
): FunctionUse {
  const { yaml } = reading;
  const node = fields.get('function');
  const text = yaml.text(node, 'The name of a function').trim();
  const parameters = yaml.oneOrMore(fields.get('parameters'));
  if (!text.includes('('))
    return { name: text, at: node, parameters: parameters.map((each) => readParameter(reading, each)) };
  const call = parseYarrrmlCall(text);
  if (call === undefined || parameters.length > 0)
    throw yaml.bad(
      at,
      `The call "${text}" is not well formed.`,
      'Write ex:function(input = $(reference), other = "text").',
    );
  return useOfCall(call, node);
}

/** Adds the function execution (RML-FNML) that gives the value of a term map. */
export function addFunction(reading: YarrrmlReading, map: NamedNode | BlankNode, use: FunctionUse): void {
  const execution = reading.below(map, rml.functionExecution);
  reading.add(execution, rml.function, functionIri(reading, use));
  for (const parameter of use.parameters) {
    const input = reading.below(execution, rml.input);
    reading.add(input, rml.parameter, parameterIri(reading, use, parameter));
    addValue(reading, reading.below(input, rml.inputValueMap), parameter);
  }
}

/** Adds the condition of a map (RML-FNML, `rml:condition`). */
export function addCondition(reading: YarrrmlReading, map: NamedNode | BlankNode, condition: YamlNode): void {
  if (condition === undefined) return;
  const fields = reading.yaml.fields(condition, 'A condition', functionKeys);
  addFunction(reading, reading.below(map, rml.condition), readFunction(reading, fields, condition));
}

/** Adds what a parameter is given to a map. */
export function addValue(
  reading: YarrrmlReading,
  map: NamedNode | BlankNode,
  { value, at }: FunctionParameter,
): void {
  const { yaml } = reading;
  if ('call' in value) addFunction(reading, map, useOfCall(value.call, at));
  else if ('written' in value) addExpression(reading, map, value.written, 'literal', at);
  else if (yaml.isMap(value.node)) {
    const fields = yaml.fields(value.node, 'The value of a parameter', functionKeys);
    addFunction(reading, map, readFunction(reading, fields, value.node));
  } else {
    const text = yaml.text(value.node, 'The value of a parameter');
    const iri = text.endsWith('~iri');
    addExpression(reading, map, iri ? text.slice(0, -4) : text, iri ? 'iri' : 'literal', value.node);
  }
}

function readParameter(reading: YarrrmlReading, node: YamlNode): FunctionParameter {
  const { yaml } = reading;
  if (yaml.isMap(node)) {
    const fields = yaml.fields(node, 'A parameter', parameterKeys);
    const side = fields.get('from');
    return {
      name: yaml.text(fields.get('parameter'), 'The name of a parameter'),
      value: { node: fields.get('value') },
      ...(side === undefined ? {} : { side: yaml.text(side, '"from"') }),
      at: node,
    };
  }
  const [name, value, side, ...rest] = yaml.items(node, 'A parameter');
  if (value === undefined || rest.length > 0)
    throw yaml.bad(node, 'A parameter is a list of its name and its value.');
  return {
    name: yaml.text(name, 'The name of a parameter'),
    value: { node: value },
    ...(side === undefined ? {} : { side: yaml.text(side, 'The side of a parameter') }),
    at: node,
  };
}

function useOfCall({ name, parameters }: YarrrmlCall, at: YamlNode): FunctionUse {
  return {
    name,
    at,
    parameters: parameters.map(({ name: parameter, value }) => ({
      name: parameter,
      value: typeof value === 'string' ? { written: value } : { call: value },
      at,
    })),
  };
}

/** Functions that YARRRML names without a prefix. */
const plainFunctions: ReadonlyMap<string, NamedNode> = new Map([
  ['equal', idlab.equal],
  ['notEqual', idlab.notEqual],
]);
const plainParameters: ReadonlyMap<string, NamedNode> = new Map([
  ['str1', grel.valueParameter],
  ['str2', grel.valueParameter2],
]);

function functionIri(reading: YarrrmlReading, { name, at }: FunctionUse): NamedNode {
  const plain = plainFunctions.get(name);
  if (plain !== undefined) return plain;
  if (!name.includes(':')) throw reading.yaml.bad(at, `The function "${name}" has no prefix.`);
  return namedNode(reading.expand(name, at));
}

/** A parameter without a prefix has that of its function; `value` of ours is `mfn:p-value`. */
function parameterIri(reading: YarrrmlReading, use: FunctionUse, { name, at }: FunctionParameter): NamedNode {
  const plain = plainFunctions.has(use.name) ? plainParameters.get(name) : undefined;
  if (plain !== undefined) return plain;
  if (name.includes(':')) return namedNode(reading.expand(name, at));
  const called = functionIri(reading, use).value;
  const own = called.startsWith(mfn.namespace) && !name.startsWith('p-') ? `p-${name}` : name;
  return namedNode(called.replace(/[^/#]*$/, '') + own);
}
