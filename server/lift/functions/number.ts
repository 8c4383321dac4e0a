import { mfn } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/** `mfn:number(value)`: an xsd:decimal; `7,16` and `7.16` are the same, `1.234,5` has a thousands dot. Else nothing. */
export const number: LiftFunction = {
  iri: mfn.number.value,
  required: ['value'],
  optional: [],
  lists: [],
  call(values) {
    const decimal = parseDecimal(values.one('value') ?? '');
    return decimal === undefined ? nothing : [decimal];
  },
};

/** The decimal in the form of xsd:decimal, without needless zeros in front. */
export function parseDecimal(text: string): string | undefined {
  let plain = text.trim();
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(plain)) plain = plain.replaceAll('.', '').replace(',', '.');
  else if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(plain)) plain = plain.replaceAll(',', '');
  else plain = plain.replace(',', '.');
  const match = /^([+-]?)0*(\d*)(?:\.(\d+))?$/.exec(plain);
  if (match === null || !/\d/.test(plain)) return undefined;
  const [, sign = '', whole = '', fraction] = match;
  return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${fraction === undefined ? '' : `.${fraction}`}`;
}
