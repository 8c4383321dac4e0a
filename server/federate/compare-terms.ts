import type { Literal, Term } from '@rdfjs/types';
import { xsd } from '../rdf/vocabulary.ts';

const ranks: Readonly<Record<string, number>> = { BlankNode: 1, NamedNode: 2, Literal: 3 };

/** The numeric types of SPARQL and those derived from them that metadata use. */
const numericTypes: ReadonlySet<string> = new Set(
  [xsd.integer, xsd.decimal, xsd.double, xsd.float, xsd.nonNegativeInteger].map((type) => type.value),
);
const timeTypes: ReadonlySet<string> = new Set([xsd.dateTime, xsd.date].map((type) => type.value));

/**
 * The order of ORDER BY (SPARQL 1.1 section 15.1): unbound, blank nodes, IRIs, literals; numbers and times by value,
 * strings by code points. Other literals, and those with a language, are ordered by their text, as the nodes do it:
 * else the hub would keep other rows of a page than they sent. (Comunica's own order goes by the locale.)
 */
export function compareTerms(one: Term | undefined, other: Term | undefined): number {
  const rank = (term: Term | undefined): number => (term === undefined ? 0 : (ranks[term.termType] ?? 4));
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (one === undefined || other === undefined) return 0;
  if (one.termType === 'Literal' && other.termType === 'Literal') return compareLiterals(one, other);
  return compareCodePoints(one.value, other.value);
}

function compareLiterals(one: Literal, other: Literal): number {
  const [first, second] = [valueOf(one), valueOf(other)];
  if (first.kind !== second.kind) return first.kind < second.kind ? -1 : 1;
  if (first.kind !== unvalued) return first.value === second.value ? 0 : first.value - second.value;
  return (
    compareCodePoints(one.value, other.value) ||
    compareCodePoints(one.language, other.language) ||
    compareCodePoints(one.datatype.value, other.datatype.value)
  );
}

/** Kinds of literals, in the order in which they come. */
const [numeric, unvalued] = ['1', '3'];

function valueOf({ datatype, value: text }: Literal): { readonly kind: string; readonly value: number } {
  const isNumber = numericTypes.has(datatype.value);
  const value = isNumber ? Number(text.replace('INF', 'Infinity')) : Date.parse(text);
  if (Number.isNaN(value) || !(isNumber || timeTypes.has(datatype.value)))
    return { kind: unvalued, value: 0 };
  return { kind: isNumber ? numeric : `2 ${datatype.value}`, value };
}

/** Negative, zero or positive: the order of two strings by Unicode code points (XPath codepoint collation). */
export function compareCodePoints(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one.charCodeAt(index) === other.charCodeAt(index)) index++;
  // Step back into a surrogate pair, whose second half alone says nothing of the code point.
  if (index > 0 && (one.charCodeAt(index - 1) & 0xfc00) === 0xd800) index--;
  return (one.codePointAt(index) ?? -1) - (other.codePointAt(index) ?? -1);
}
