import { mfn } from '../../rdf/vocabulary.ts';
import { dayNumber, isoDate, parseCalendarDate } from './calendar-date.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/** `mfn:year(value)`: the calendar year of a date, four digits. */
export const year: LiftFunction = {
  iri: mfn.year.value,
  required: ['value'],
  optional: [],
  lists: [],
  call(values) {
    const date = parseCalendarDate(values.one('value') ?? '');
    return date === undefined ? nothing : [String(date.year).padStart(4, '0')];
  },
};

/**
 * `mfn:years(from, to)`: years between two dates, one decimal, cut and not rounded, as ages are counted: it reaches
 * a whole number on the anniversary. Of a date that gives only a year or a month the middle is taken. Nothing where
 * `to` is before `from`.
 */
export const years: LiftFunction = {
  iri: mfn.years.value,
  required: ['from', 'to'],
  optional: [],
  lists: [],
  call(values) {
    const from = parseCalendarDate(values.one('from') ?? '');
    const to = parseCalendarDate(values.one('to') ?? '');
    if (from === undefined || to === undefined) return nothing;
    const [start, end] = [dayNumber(from), dayNumber(to)];
    return end < start ? nothing : [yearsBetween(start, end).toFixed(1)];
  },
};

/** Whole years by the calendar, and tenths of the year that has begun. */
function yearsBetween(start: number, end: number): number {
  let whole = yearOf(end) - yearOf(start);
  if (anniversary(start, whole) > end) whole--;
  const begun = anniversary(start, whole);
  const length = anniversary(start, whole + 1) - begun;
  return whole + Math.floor(((end - begun) / length) * 10) / 10;
}

function yearOf(day: number): number {
  return Number(isoDate(day).slice(0, 4));
}

function anniversary(start: number, number: number): number {
  const [year = 0, month = 1, day = 1] = isoDate(start).split('-').map(Number);
  return dayNumber({ year: year + number, month, day });
}
