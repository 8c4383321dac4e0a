/** Median and ends of repeated measurements. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Throws where there is nothing to sum up. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (min === undefined || max === undefined || below === undefined || above === undefined)
    throw new RangeError('No measurements.');
  return { median: (below + above) / 2, min, max };
}

/** `12.3 [11.9-14.0]`. */
export function writeSpread({ median, min, max }: Spread): string {
  return `${writeNumber(median)} [${writeNumber(min)}-${writeNumber(max)}]`;
}

/** Three significant digits, without exponent. */
export function writeNumber(value: number): string {
  if (value >= 100 || value === 0) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : value >= 0.1 ? 2 : 4);
}
