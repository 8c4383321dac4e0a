/** A date as sources write it; month and day may be missing. */
interface CalendarDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/**
 * Reads `2019-03-07` (also with a time behind it), `20190307` (DICOM DA), `07.03.2019`, `2019-03`, `2019`. Nothing
 * where it is none of these, or no day of the calendar.
 */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  const trimmed = text.trim();
  const match =
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ].*)?$/.exec(trimmed) ??
    /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/.exec(trimmed) ??
    /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/.exec(trimmed) ??
    /^(?<year>\d{4})-(?<month>\d{2})$/.exec(trimmed) ??
    /^(?<year>\d{4})$/.exec(trimmed);
  const groups = match?.groups;
  if (groups === undefined) return undefined;
  const year = Number(groups['year']);
  if (groups['month'] === undefined) return { year };
  const month = Number(groups['month']);
  if (month < 1 || month > 12) return undefined;
  if (groups['day'] === undefined) return { year, month };
  const day = Number(groups['day']);
  const time = new Date(Date.UTC(year, month - 1, day));
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? { year, month, day } : undefined;
}

/** Days since 1970-01-01 of a date that tells its day; nothing of one that does not: no day stands for a month. */
export function dayNumber({ year, month, day }: CalendarDate): number | undefined {
  return month === undefined || day === undefined
    ? undefined
    : Date.UTC(year, month - 1, day) / millisecondsPerDay;
}

/** `2019-03-07` of a number of days since 1970-01-01. */
export function isoDate(days: number): string {
  return new Date(days * millisecondsPerDay).toISOString().slice(0, 10);
}

export const millisecondsPerDay = 86_400_000;
