import { mfn, xsd } from '../../rdf/vocabulary.ts';
import { dayNumber, isoDate, parseCalendarDate } from './calendar-date.ts';
import { keyedDigest } from './keyed-digest.ts';
import type { FunctionContext, LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';
import { normalPatient } from './pseudonym.ts';

/**
 * `mfn:shiftedDate(value, patient)`: the date, moved by the secret number of days of the patient (local id), so that
 * intervals of one patient hold and no day is true. Where the provider tells years only, the true year. Nothing where
 * the value is no full date.
 */
export const shiftedDate: LiftFunction = {
  iri: mfn.shiftedDate.value,
  required: ['value', 'patient'],
  optional: [],
  lists: [],
  passes: [],
  call(values, context) {
    const date = parseCalendarDate(values.one('value') ?? '');
    const day = date === undefined ? undefined : dayNumber(date);
    const patient = values.one('patient')?.trim();
    if (day === undefined || patient === undefined || patient === '') return nothing;
    if (context.privacy.dates === 'year') return [isoDate(day).slice(0, 4)];
    return [isoDate(day + shiftOf(context, normalPatient(context, patient)))];
  },
};

/**
 * `mfn:dateDatatype()`: the datatype of what {@link shiftedDate} gives, xsd:date, or xsd:gYear where the provider tells
 * years only; for `rml:datatypeMap`.
 */
export const dateDatatype: LiftFunction = {
  iri: mfn.dateDatatype.value,
  required: [],
  optional: [],
  lists: [],
  passes: [],
  call: (_values, { privacy }) => [privacy.dates === 'year' ? xsd.gYear.value : xsd.date.value],
};

/** -180 to 180 days, never 0. Four parts, so that no pseudonym, which is made of three, tells anything of it. */
function shiftOf({ key, provider }: Pick<FunctionContext, 'key' | 'provider'>, patient: string): number {
  const digest = keyedDigest(key, [provider, 'patient', patient, 'shift']);
  const step = digest.readUIntBE(0, 6) % 360;
  return step < 180 ? step - 180 : step - 179;
}
