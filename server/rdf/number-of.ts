import { isLiteral, type Term } from './terms.ts';

/** The number of a literal, a year with a time zone included (XSD 1.1 part 2, 3.3.11); undefined for anything else. */
export function numberOf(term: Term): number | undefined {
  if (!isLiteral(term)) return undefined;
  const text = term.value.trim().replace(/^(-?\d{4,})(?:Z|[+-]\d{2}:\d{2})$/, '$1');
  const value = text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
