/** What stands before the fraction of a number in the CSV files of a source. */
export type DecimalSign = '.' | ',';

/**
 * A number of a typed cell as a CSV file of the source would hold it: without exponent, with the decimal sign of the
 * source, a whole floating number without fraction. What is no decimal number (`nan`) stays as it is.
 */
export function numberCell(text: string, decimal: DecimalSign): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const lead = Math.max(0, 1 - point);
  const at = point + lead;
  const padded = ('0'.repeat(lead) + whole + fraction).padEnd(at, '0');
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return `${sign}${integer}${rest === '' ? '' : decimal}${rest}`;
}

/** A floating number has no form of its own: the shortest that reads back as it, `54.8`, `4`. */
export function floatCell(value: number, decimal: DecimalSign): string {
  return numberCell(String(value), decimal);
}

/** `2019-03-07`, or `2019-03-07 08:15:00` where there is a time of the day, as the tables of the OMOP CDM have them. */
export function dateCell(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T');
  if (time === '00:00:00.000Z') return day;
  return `${day} ${time.replace(/(?:\.000)?Z$/, '')}`;
}
