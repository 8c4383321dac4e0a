import { mfn } from '../../rdf/vocabulary.ts';
import { dayNumber, isoDate, millisecondsPerDay, parseCalendarDate } from './calendar-date.ts';
import type { LiftFunction } from './lift-function.ts';
import { nothing } from './lift-function.ts';

/** `mfn:year(value)`: the calendar year of a date, four digits. */
export const year: LiftFunction = {
  iri: mfn.year.value,
  required: ['value'],
  optional: [],
  lists: [],
  passes: [],
  call(values) {
    const date = parseCalendarDate(values.one('value') ?? '');
    return date === undefined ? nothing : [String(date.year).padStart(4, '0')];
  },
};

/**
 * `mfn:years(from, to)`: years between two dates, one decimal, cut and not rounded, as ages are counted: it reaches
 * a whole number on the anniversary. Nothing where `to` is before `from`, and where either date lacks its month or
 * day: a tenth of a year would then be a guess, and a guess counted as certain makes the bounds of counts wrong.
 */
export const years: LiftFunction = {
  iri: mfn.years.value,
  required: ['from', 'to'],
  optional: [],
  lists: [],
  passes: [],
  call(values) {
    const [start, end] = [dayOf(values.one('from')), dayOf(values.one('to'))];
    if (start === undefined || end === undefined || end < start) return nothing;
    return [yearsBetween(start, end).toFixed(1)];
  },
};

function dayOf(text = ''): number | undefined {
  const date = parseCalendarDate(text);
  return date === undefined ? undefined : dayNumber(date);
}

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
  const date = new Date(start * millisecondsPerDay);
  return date.setUTCFullYear(date.getUTCFullYear() + number) / millisecondsPerDay;
}
