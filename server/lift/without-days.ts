const mask = '…';
/**
 * The forms of a day, with or without a time: 19600304, 1960-03-04, 04.03.1960, 04031960. Whose folder it is, was born
 * or examined then.
 */
const [year, month, day] = ['(?:19|20)\\d\\d', '(?:0[1-9]|1[0-2])', '(?:0[1-9]|[12]\\d|3[01])'];
const dayForm = new RegExp(
  [
    `(?<!\\d)${year}${month}${day}(?:\\d{4}|\\d{6})?(?!\\d)`,
    `(?<!\\d)${day}${month}${year}(?!\\d)`,
    `(?<!\\d)${year}[-._ ]${month}[-._ ]${day}(?!\\d)`,
    `(?<!\\d)\\d{1,2}[-._ ]\\d{1,2}[-._ ]${year}(?!\\d)`,
  ].join('|'),
);

/** A path without the segments that hold a day; the extension of the last stays. */
export function withoutDays(path: string): string {
  if (!dayForm.test(path)) return path;
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      if (!dayForm.test(segment)) return segment;
      const ending =
        index < segments.length - 1 ? null : /\.[a-z][a-z0-9]{0,7}(?:\.(?:gz|zst))?$/i.exec(segment);
      return mask + (ending?.[0] ?? '');
    })
    .join('/');
}
