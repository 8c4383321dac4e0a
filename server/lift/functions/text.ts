import { mfn } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing, optional } from './lift-function.ts';

/** `mfn:coalesce(value, value2, value3)`: the first that is there. */
export const coalesce: LiftFunction = {
  iri: mfn.coalesce.value,
  required: ['value', 'value2'],
  optional: ['value3'],
  lists: [],
  call: (values) => optional(values.one('value') ?? values.one('value2') ?? values.one('value3')),
};

/** `mfn:when(value, condition)`: the value where the condition is there and is neither `false` nor `0`. */
export const when: LiftFunction = {
  iri: mfn.when.value,
  required: ['value', 'condition'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values) {
    const condition = values.one('condition')?.trim();
    return condition === undefined || ['', 'false', '0'].includes(condition)
      ? nothing
      : optional(values.one('value'));
  },
};

/** `mfn:prefixed(prefix, value)`: the value behind a prefix; nothing without a value. */
export const prefixed: LiftFunction = {
  iri: mfn.prefixed.value,
  required: ['prefix', 'value'],
  optional: [],
  lists: [],
  call(values) {
    const value = values.one('value')?.trim();
    return value === undefined || value === '' ? nothing : [`${values.one('prefix') ?? ''}${value}`];
  },
};

/** `mfn:split(value, separator)`: the parts of a value, trimmed, the empty ones left out. */
export const split: LiftFunction = {
  iri: mfn.split.value,
  required: ['value', 'separator'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values) {
    const value = values.one('value');
    const separator = values.one('separator');
    if (value === undefined || separator === undefined) return nothing;
    return value
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  },
};
