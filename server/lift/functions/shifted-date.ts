import { mfn } from '../../rdf/vocabulary.ts';
import { dayNumber, isoDate, parseCalendarDate } from './calendar-date.ts';
import { keyedDigest } from './keyed-digest.ts';
import type { FunctionContext, LiftFunction } from './lift-function.ts';
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
    const day = date === undefined ? undefined : dayNumber(date);
    const patient = values.one('patient')?.trim();
    if (day === undefined || patient === undefined || patient === '') return nothing;
    context.localIds?.add(patient);
    return [isoDate(day + shiftOf(context, patient))];
  },
};

/** -180 to 180 days, never 0. Four parts, so that no pseudonym, which is made of three, tells anything of it. */
function shiftOf({ key, provider }: Pick<FunctionContext, 'key' | 'provider'>, patient: string): number {
  const digest = keyedDigest(key, [provider, 'patient', patient, 'shift']);
  const step = digest.readUIntBE(0, 6) % 360;
  return step < 180 ? step - 180 : step - 179;
}
