import { mfn } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing, optional } from './lift-function.ts';

/** `mfn:unless(value, conditions)`: the value where the record has none of the conditions. */
export const unless: LiftFunction = {
  iri: mfn.unless.value,
  required: ['value', 'conditions'],
  optional: [],
  lists: ['conditions'],
  passes: ['value'],
  call: (values) =>
    values.list('conditions').some((condition) => condition.trim() !== '')
      ? nothing
      : optional(values.one('value')),
};
