import { mfn } from '../../rdf/vocabulary.ts';
import type { DecimalSign, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:number(value)`: an xsd:decimal, read with the decimal sign of the source: `1.234` is a little more than one
 * or more than a thousand, and the number does not tell which. Nothing where it is no number written that way.
 */
export const number: LiftFunction = {
  iri: mfn.number.value,
  required: ['value'],
  optional: [],
  lists: [],
  call(values, { decimal }) {
    const found = parseDecimal(values.one('value') ?? '', decimal);
    return found === undefined ? nothing : [found];
  },
};

/** What a number looks like by its decimal sign: the other sign may part its thousands, all of them or none. */
const forms: Readonly<Record<DecimalSign, RegExp>> = {
  '.': /^([+-]?)(\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/,
  ',': /^([+-]?)(\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/,
};

/** The decimal in the form of xsd:decimal, without needless zeros in front. */
export function parseDecimal(text: string, decimal: DecimalSign): string | undefined {
  const match = forms[decimal].exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', grouped = '', fraction] = match;
  if (grouped === '' && fraction === undefined) return undefined;
  const whole = grouped.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${fraction === undefined ? '' : `.${fraction}`}`;
}
