import type { FunctionContext, LiftFunction } from '../../server/lift/functions/lift-function.ts';
import { liftContext } from './lift-fixtures.ts';

export const nothingKnown: FunctionContext = {
  ...liftContext,
  decimal: '.',
  concepts: { find: () => [], attributeIri: (attribute) => attribute },
  unmapped: { add: () => undefined },
};

/** Calls a function of mappings with single values; `null` where it gives none. */
export function callFunction(
  called: LiftFunction,
  values: Readonly<Record<string, string>>,
  context: FunctionContext = nothingKnown,
): string | readonly string[] | null {
  const result = called.call(
    { one: (name) => values[name], list: (name) => (values[name] === undefined ? [] : [values[name]]) },
    context,
    { origin: { file: 'x' }, read: () => [] },
  );
  return result.length === 0 ? null : result.length === 1 ? (result[0] ?? null) : result;
}
