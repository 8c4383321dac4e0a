import { mfn } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing, optional } from './lift-function.ts';
import { safePattern } from './safe-pattern.ts';

/** Longer values are not searched: they are no words or codes. */
const maxLength = 300;

/** `mfn:extract(value, pattern)`: what the first group of a regular expression finds, else the whole match. */
export const extract: LiftFunction = {
  iri: mfn.extract.value,
  required: ['value', 'pattern'],
  constants: ['pattern'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values) {
    const pattern = safePattern(values.one('pattern') ?? '');
    const value = values.one('value') ?? '';
    if (value.length > maxLength) return nothing;
    const match = pattern.exec(value);
    return match === null ? nothing : optional(match.length > 1 ? match[1] : match[0]);
  },
};

/** `mfn:replacePattern(value, pattern, with)`: the value with every match replaced; `$1` stands for the first group. */
export const replacePattern: LiftFunction = {
  iri: mfn.replacePattern.value,
  required: ['value', 'pattern'],
  constants: ['pattern'],
  optional: ['with'],
  lists: [],
  passes: ['value', 'with'],
  call(values) {
    const pattern = safePattern(values.one('pattern') ?? '');
    const value = values.one('value') ?? '';
    if (value.length > maxLength) return nothing;
    return optional(value.replaceAll(new RegExp(pattern, 'gu'), values.one('with') ?? ''));
  },
};
