import { mfn } from '../../rdf/vocabulary.ts';
import { dayNumber, isoDate, parseCalendarDate } from './calendar-date.ts';
import { keyedDigest } from './keyed-digest.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/**
 * `mfn:shiftedDate(value, patient)`: the date, moved by the secret number of days of the patient (local id), so that
 * intervals of one patient hold and no day is true. Nothing where the value is no full date.
 */
export const shiftedDate: LiftFunction = {
  iri: mfn.shiftedDate.value,
  required: ['value', 'patient'],
  optional: [],
  lists: [],
  call(values, context) {
    const date = parseCalendarDate(values.one('value') ?? '');
    const patient = values.one('patient')?.trim();
    if (date?.day === undefined || patient === undefined || patient === '') return nothing;
    return [isoDate(dayNumber(date) + shiftOf(context.key, patient))];
  },
};

/** -180 to 180 days, never 0. */
export function shiftOf(key: Uint8Array, patient: string): number {
  const step = keyedDigest(key, `shift|${patient}`).readUIntBE(0, 6) % 360;
  return step < 180 ? step - 180 : step - 179;
}
