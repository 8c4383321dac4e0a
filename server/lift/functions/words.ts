import { mfn } from '../../rdf/vocabulary.ts';
import { parseCalendarDate } from './calendar-date.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing, optional } from './lift-function.ts';

/** A function of one value that gives its words in another form. */
function ofWords(iri: string, change: (value: string) => string | undefined): LiftFunction {
  return {
    iri,
    required: ['value'],
    optional: [],
    lists: [],
    passes: ['value'],
    call: (values) => optional(change(values.one('value') ?? '')),
  };
}

/** `mfn:lower(value)`: in small letters. */
export const lower = ofWords(mfn.lower.value, (value) => value.toLowerCase());

/** `mfn:upper(value)`: in capital letters. */
export const upper = ofWords(mfn.upper.value, (value) => value.toUpperCase());

/** `mfn:trim(value)`: without space at both ends, and with single spaces within. */
export const trim = ofWords(mfn.trim.value, (value) => value.trim().replace(/\s+/g, ' '));

/** `mfn:date(value)`: an xsd:date of any form that {@link parseCalendarDate} reads; nothing without month or day. */
export const date = ofWords(mfn.date.value, (value) => {
  const { year, month, day } = parseCalendarDate(value) ?? {};
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
});

/** `mfn:replace(value, find, with)`: the value with every `find` replaced, letter by letter; without `with` left out. */
export const replace: LiftFunction = {
  iri: mfn.replace.value,
  required: ['value', 'find'],
  optional: ['with'],
  lists: [],
  passes: ['value', 'with'],
  call(values) {
    const find = values.one('find');
    const value = values.one('value');
    return find === undefined
      ? optional(value)
      : optional(value?.replaceAll(find, () => values.one('with') ?? ''));
  },
};

/** `mfn:equal(value, value2)`: `true` or `false`, letter by letter; nothing where either is not there. */
export const equal: LiftFunction = comparison(mfn.equal.value, (a, b) => a === b);

/** `mfn:notEqual(value, value2)`: the contrary of {@link equal}. */
export const notEqual: LiftFunction = comparison(mfn.notEqual.value, (a, b) => a !== b);

/** `mfn:isPresent(value)`: `true` where there is a value, else `false`. */
export const isPresent: LiftFunction = {
  iri: mfn.isPresent.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: [],
  call: (values) => [String(values.one('value') !== undefined)],
};

function comparison(iri: string, compare: (a: string, b: string) => boolean): LiftFunction {
  return {
    iri,
    required: ['value', 'value2'],
    optional: [],
    lists: [],
    passes: [],
    call(values) {
      const [a, b] = [values.one('value'), values.one('value2')];
      return a === undefined || b === undefined ? nothing : [String(compare(a, b))];
    },
  };
}
