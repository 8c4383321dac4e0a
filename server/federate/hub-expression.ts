import type { Term } from '@rdfjs/types';
import { literal, namedNode } from '../rdf/terms.ts';
import { xsd } from '../rdf/vocabulary.ts';
import { compareCodePoints } from './compare-terms.ts';
import type { Expression } from './plan/algebra.ts';

const type = 'expression';
const test = (compare: (difference: number) => boolean) => (args: Term[]) => {
  const [one, other] = args;
  const isString = (term: Term | undefined): boolean =>
    term?.termType === 'Literal' && term.language === '' && term.datatype.equals(xsd.string);
  if (one === undefined || other === undefined || !isString(one) || !isString(other)) {
    throw new TypeError('Not two strings.');
  }
  return Promise.resolve(literal(String(compare(compareCodePoints(one.value, other.value))), xsd.boolean));
};

const comparisons = new Map<string, (args: Term[]) => Promise<Term>>([
  ['<', test((difference) => difference < 0)],
  ['>', test((difference) => difference > 0)],
  ['<=', test((difference) => difference <= 0)],
  ['>=', test((difference) => difference >= 0)],
  ['=', test((difference) => difference === 0)],
  ['!=', test((difference) => difference !== 0)],
]);

const iriOf = (operator: string): string => `urn:x-meridian:strings${encodeURIComponent(operator)}`;

/** Functions that `forHub` calls, by IRI, in the form that Comunica takes: an error where not both are strings. */
export const hubFunctions: Readonly<Record<string, (args: Term[]) => Promise<Term>>> = Object.fromEntries(
  [...comparisons].map(([operator, compare]) => [iriOf(operator), compare]),
);

/**
 * An expression as the hub evaluates it. Comunica compares strings by the locale; SPARQL (section 17.3) and the nodes
 * compare code points: `a < b` becomes `COALESCE(strings<(a, b), a < b)`. IN becomes the comparisons it stands for.
 */
export function forHub(expression: Expression): Expression {
  if (expression.subType === 'named') return { ...expression, args: expression.args.map(forHub) };
  if (expression.subType !== 'operator') return expression;
  const { operator } = expression;
  const args = expression.args.map(forHub);
  const [first, ...list] = args;
  if (first !== undefined && (operator === 'in' || operator === 'notin')) {
    const no: Expression = { type, subType: 'term', term: literal('false', xsd.boolean) };
    const any = list
      .map((item) => compared('=', [first, item]))
      .reduce((one, other) => apply('||', one, other), no);
    return operator === 'in' ? any : apply('!', any);
  }
  return comparisons.has(operator) ? compared(operator, args) : { ...expression, args };
}

function compared(operator: string, args: readonly Expression[]): Expression {
  const strings: Expression = { type, subType: 'named', name: namedNode(iriOf(operator)), args };
  return apply('coalesce', strings, apply(operator, ...args));
}

function apply(operator: string, ...args: readonly Expression[]): Expression {
  return { type, subType: 'operator', operator, args };
}
