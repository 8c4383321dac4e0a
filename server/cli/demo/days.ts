const day = 86_400_000;

/** `2019-03-08` so many days later (or earlier). */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + Math.round(days) * day).toISOString().slice(0, 10);
}

/** The day itself, or the nearest of the years 2008 to 2025, in which all of the sample happens. */
export function withinSample(date: string): string {
  return date < '2008-01-01' ? '2008-01-01' : date > '2025-12-31' ? '2025-12-31' : date;
}
