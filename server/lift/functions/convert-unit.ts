import { mfn } from '../../rdf/vocabulary.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';
import { parseDecimal } from './number.ts';
import { convertUcum } from './ucum-units.ts';

/**
 * `mfn:convertUnit(value, from, to)`: the number in another unit of UCUM, an xsd:decimal of at most twelve significant
 * digits; the number as it is written where both units are the same. Nothing where it is no number of the source, a
 * unit is not known, or the two do not measure the same: nobody can tell then what the number means.
 */
export const convertUnit: LiftFunction = {
  iri: mfn.convertUnit.value,
  required: ['value', 'from', 'to'],
  optional: [],
  lists: [],
  passes: ['value'],
  call(values, { decimal }) {
    const number = parseDecimal(values.one('value') ?? '', decimal);
    const [from, to] = [values.one('from')?.trim() ?? '', values.one('to')?.trim() ?? ''];
    if (number === undefined || from === '' || to === '') return nothing;
    if (from === to) return [number];
    const converted = convertUcum(Number(number), from, to);
    return converted === undefined || !Number.isFinite(converted) ? nothing : [decimalOf(converted)];
  },
};

/** Without the last digits, in which binary fractions show, and without an exponent. */
function decimalOf(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(11).split('e');
  const digits = mantissa.replace(/[.-]/g, '').replace(/0+$/, '');
  const point = Number(exponent) + 1;
  const sign = value < 0 && digits !== '' ? '-' : '';
  if (digits === '') return '0';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits.padEnd(point, '0')}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
