import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayNumber, parseCalendarDate } from '../../../../server/lift/functions/calendar-date.ts';
import { shiftedDate } from '../../../../server/lift/functions/shifted-date.ts';
import { callFunction, nothingKnown } from '../../../support/call-function.ts';

const days = (text: string): number => dayNumber(parseCalendarDate(text) ?? { year: 0 }) ?? NaN;

/** By how many days the dates of a patient move. */
function shiftOf(
  patient: string,
  of: { readonly key?: Uint8Array; readonly provider?: string } = {},
): number {
  const value = '2000-01-01';
  const shifted = callFunction(shiftedDate, { value, patient }, { ...nothingKnown, ...of });
  return days(String(shifted)) - days(value);
}

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('mfn:shiftedDate', () => {
  it('moves all dates of a patient by the same days, -180 to 180 and never 0', () => {
    const date = fc.date({ min: new Date('1950-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        date,
        date,
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        (a, b, patient) => {
          const shifts = [a, b].map((each) => {
            const value = each.toISOString().slice(0, 10);
            const shifted = String(callFunction(shiftedDate, { value, patient }));
            return days(shifted) - days(value);
          });
          assert.equal(shifts[0], shifts[1]);
          assert.ok(shifts[0] !== undefined && shifts[0] !== 0 && Math.abs(shifts[0]) <= 180);
        },
      ),
    );
  });

  it('uses the whole range and depends on the key and the provider', () => {
    const one = { key: new Uint8Array(32).fill(1) };
    const seen = new Set(Array.from({ length: 20_000 }, (_, index) => shiftOf(`P${index}`, one)));
    assert.equal(seen.size, 360);
    fc.assert(fc.property(key, key, (a, b) => Buffer.compare(a, b) === 0 || shiftsOf(a) !== shiftsOf(b)));
    fc.assert(fc.property(key, (each) => shiftsOf(each) !== shiftsOf(each, 'west')));
  });

  it('gives nothing for what is no full date, and without a patient', () => {
    assert.equal(callFunction(shiftedDate, { value: '2019', patient: 'P1' }), null);
    assert.equal(callFunction(shiftedDate, { value: '2019-01', patient: 'P1' }), null);
    assert.equal(callFunction(shiftedDate, { value: '2019-01-01', patient: ' ' }), null);
  });
});

function shiftsOf(key: Uint8Array, provider = 'east'): string {
  return Array.from({ length: 8 }, (_, index) => shiftOf(`P${index}`, { key, provider })).join();
}
