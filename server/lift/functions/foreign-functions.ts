import { grel, idlab } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { equal, lower, notEqual, replace, upper } from './words.ts';

/** The names of parameters: of GREL, with the older ones, as they stand in test cases of RML-FNML and of YARRRML's parser. */
const value = { [grel.valueParameter.value]: 'value', [grel.valueParam.value]: 'value' };
const twoValues = { ...value, [grel.valueParameter2.value]: 'value2' };

/** Functions of GREL and IDLab that existing mappings call; they do what ours of another name do. */
export const foreignFunctions: readonly LiftFunction[] = [
  named(grel.toUpperCase.value, upper, value),
  named(grel.toLowerCase.value, lower, value),
  named(grel.string_replace.value, replace, {
    ...value,
    [grel.p_string_find.value]: 'find',
    [grel.param_find.value]: 'find',
    [grel.p_string_replace.value]: 'with',
    [grel.param_replace.value]: 'with',
  }),
  named(idlab.equal.value, equal, twoValues),
  named(idlab.notEqual.value, notEqual, twoValues),
];

/** Whose words come out is told by names of our own parameters: here either none or all do. */
function named(
  iri: string,
  { passes, ...own }: LiftFunction,
  parameters: Readonly<Record<string, string>>,
): LiftFunction {
  return { ...own, iri, parameters, ...(passes?.length === 0 ? { passes } : {}) };
}
