/** Rows as CSV (RFC 4180, with another separator where wanted): cells are quoted only where they must be. */
export function writeCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
  separator = ',',
): string {
  const mustQuote = new RegExp(`["\r\n${separator}]`);
  const cell = (value: string | number | undefined): string => {
    const text = value === undefined ? '' : String(value);
    return mustQuote.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [header, ...rows].map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}
