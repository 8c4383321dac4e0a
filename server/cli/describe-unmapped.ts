import type { HiddenValues, StreamedLift } from '../lift/lifter.ts';

/** What a lifting left without a meaning, a line for each value, and one for what is not shown of each attribute. */
export function describeUnmapped({ unmapped, hidden }: Pick<StreamedLift, 'unmapped' | 'hidden'>): string[] {
  return [
    ...unmapped.map(
      ({ attribute, value, records }) => `no meaning: ${attribute} "${onOneLine(value)}", ${records} records`,
    ),
    ...hidden.map(describeHidden),
  ];
}

/** Nothing that tells what the values are. */
export function describeHidden({ attribute, values, records }: HiddenValues): string {
  const counted = values === 1 ? '1 value' : `${values} values`;
  return `no meaning: ${attribute}, ${counted} of fewer than ten patients each, ${records} records; not shown`;
}

/** A word of a source without what would move the cursor of a terminal, or end a cell. */
export function onOneLine(word: string): string {
  return word.replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => JSON.stringify(sign).slice(1, -1));
}
