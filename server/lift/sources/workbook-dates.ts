import { dateCell } from './table-values.ts';

/**
 * Number formats of dates and times that have no code in the file (ECMA-376 part 1, 18.8.30): those of all languages, then
 * those of Chinese, Japanese and Korean, then those of Thai.
 */
const builtIn: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [45, 47],
  [27, 36],
  [50, 58],
  [71, 81],
];

/** Whether numbers in this format are dates or times; `code` is that of the file, where it has one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.some(([from, to]) => id >= from && id <= to);
  // What is quoted, escaped, a colour, a condition or a currency is no part of a date; `[h]` is.
  const [positive = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';');
  return !/general/i.test(positive) && /[dmyhs]/i.test(positive) && !/[#?]/.test(positive);
}

const dayLength = 86_400_000;
/** Days from the first day of each calendar to 1970-01-01; the one of 1900 has a 29 February that never was. */
const epochs = { 1900: 25_569, 1904: 24_107 };
/** Milliseconds that a day in a floating number tells apart for sure. */
const precision = 10;
/** 9999-12-31, the last day that Excel has. */
const lastDay = 2_958_465;

/** A number of days as a date, a time of the day, or both; undefined where Excel has no such day. */
export function dayCell(days: number, calendar: keyof typeof epochs): string | undefined {
  if (!(days >= 0 && days <= lastDay + 1)) return undefined;
  const moment = new Date(Math.round(((days - epochs[calendar]) * dayLength) / precision) * precision);
  const cell = dateCell(moment);
  return days < 1 && cell.includes(' ') ? cell.slice(cell.indexOf(' ') + 1) : cell;
}
