import { MeridianError } from '../../errors.ts';
import { mfn } from '../../rdf/vocabulary.ts';
import type { Extract, Scope } from '../rml/compile-expression.ts';
import { compileExpression, referencesOf } from '../rml/compile-expression.ts';
import { crossProduct } from '../rml/cross-product.ts';
import type { FunctionExecution } from '../rml/mapping.ts';
import type { ReferencePlace, SourceRecord } from '../sources/record-source.ts';
import { lexicalOf } from '../sources/record-source.ts';
import type { Arguments, FunctionContext, LiftFunction, UnmappedRecorder } from './lift-function.ts';

/**
 * Compiles a function execution (RML-FNML). Parameters with several values are run through, every combination once,
 * except list parameters, whose values belong together. Throws 'bad-mapping' for unknown names and missing inputs.
 */
export function compileExecution(
  execution: FunctionExecution,
  scope: Scope,
  functions: ReadonlyMap<string, LiftFunction>,
  context: FunctionContext,
): Extract {
  const called = functions.get(execution.function);
  if (called === undefined) {
    throw new MeridianError('bad-mapping', `There is no function <${execution.function}>.`, {
      advice: `The functions are: ${[...functions.keys()].map(localName).join(', ')}.`,
    });
  }
  const inputs = new Map<string, Extract[]>();
  for (const { parameter, value } of execution.inputs) {
    const name = parameterName(parameter, called);
    if (called.constants?.includes(name) === true && value.kind !== 'constant') {
      throw new MeridianError('bad-mapping', `${localName(called.iri)} takes p-${name} as a constant only.`);
    }
    const extracts = inputs.get(name) ?? [];
    if (extracts.length > 0 && !called.lists.includes(name)) {
      throw new MeridianError('bad-mapping', `${localName(called.iri)} is given p-${name} twice.`);
    }
    inputs.set(name, [...extracts, compileExpression(value, scope)]);
  }
  const missing = called.required.find((name) => !inputs.has(name));
  if (missing !== undefined) {
    throw new MeridianError('bad-mapping', `${localName(called.iri)} is called without p-${missing}.`);
  }
  const singles = [...inputs].filter(([name]) => !called.lists.includes(name));
  const lists = [...inputs].filter(([name]) => called.lists.includes(name));
  const told = { ...context, unmapped: reportTo(context.unmapped, execution, scope) };
  return (record) => {
    const given = new Map<string, readonly string[]>();
    for (const [name, extracts] of lists) given.set(name, valuesOf(extracts, record));
    const results: string[] = [];
    for (const single of combinations(singles, record)) {
      results.push(...called.call(argumentsOf(single, given), told, record));
    }
    return results.length < 2 ? results : [...new Set(results)];
  };
}

/** Reports unmapped values with the place that they are read from, and whether that is about patients. */
function reportTo(unmapped: UnmappedRecorder, execution: FunctionExecution, scope: Scope): UnmappedRecorder {
  const place = placeOfValue(execution, scope);
  const { ofDatasets } = execution;
  return {
    patient: (patient, record) => unmapped.patient?.(patient, record),
    add: (attribute, value, record) => {
      unmapped.add(attribute, value, record, place, ofDatasets);
    },
  };
}

/** Where the word is read that a function is about: through the values of the functions that prepare it. */
function placeOfValue(execution: FunctionExecution, scope: Scope): ReferencePlace | undefined {
  const input = execution.inputs.find(({ parameter }) => parameter === `${mfn.namespace}p-value`);
  if (input?.value.kind === 'function') return placeOfValue(input.value.execution, scope);
  const reference = input === undefined ? undefined : referencesOf(input.value).at(-1);
  return reference === undefined ? undefined : scope.place?.(reference);
}

/** Every choice of one value per parameter; a parameter without a value counts as absent. */
function combinations(
  singles: readonly (readonly [string, readonly Extract[]])[],
  record: SourceRecord,
): readonly ReadonlyMap<string, string>[] {
  let choices = [new Map<string, string>()];
  for (const [name, extracts] of singles) {
    const values = valuesOf(extracts, record).filter((value) => value !== '');
    const [only] = values;
    if (only === undefined) continue;
    if (values.length === 1) for (const choice of choices) choice.set(name, only);
    else choices = crossProduct(choices, values, (choice, value) => new Map(choice).set(name, value));
  }
  return choices;
}

function valuesOf(extracts: readonly Extract[], record: SourceRecord): string[] {
  const values: string[] = [];
  for (const extract of extracts) for (const value of extract(record)) values.push(lexicalOf(value));
  return values;
}

function argumentsOf(
  single: ReadonlyMap<string, string>,
  lists: ReadonlyMap<string, readonly string[]>,
): Arguments {
  return { one: (name) => single.get(name), list: (name) => lists.get(name) ?? [] };
}

function parameterName(iri: string, called: LiftFunction): string {
  const own = iri.startsWith(`${mfn.namespace}p-`) ? iri.slice(mfn.namespace.length + 2) : undefined;
  const name = called.parameters === undefined ? own : called.parameters[iri];
  if (name !== undefined && [...called.required, ...called.optional].includes(name)) return name;
  throw new MeridianError('bad-mapping', `${localName(called.iri)} has no parameter <${iri}>.`, {
    advice: `It has ${[...called.required, ...called.optional].map((each) => `mfn:p-${each}`).join(', ')}.`,
  });
}

function localName(iri: string): string {
  return iri.startsWith(mfn.namespace) ? `mfn:${iri.slice(mfn.namespace.length)}` : iri;
}
