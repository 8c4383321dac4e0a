import { blankNode, defaultGraph, literal, namedNode, quad as createQuad } from './terms.ts';
import type { Quad, Term } from './terms.ts';
import { xsd } from './vocabulary.ts';

/** A term as the processor gives it: a plain object without methods. */
interface PlainTerm {
  readonly termType: Term['termType'];
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

/** A statement as the processor gives it. */
export type PlainQuad = Readonly<Record<'subject' | 'predicate' | 'object' | 'graph', PlainTerm>>;

/** Datatype of doubles that stand in the document as text; never seen outside. */
const writtenDouble = 'urn:meridian:written-double';

/**
 * The processor rewrites typed doubles ("1" as "1.0E0", "abc" as "NaN"), and what is wrong would not be found any
 * more. While it works they carry another datatype.
 */
export function protectDoubles(expanded: unknown): void {
  const open: unknown[] = [expanded];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const object = value as Record<string, unknown>;
    if (object['@type'] === xsd.double.value && typeof object['@value'] === 'string')
      object['@type'] = writtenDouble;
    open.push(...Object.values(object).filter((child) => typeof child === 'object' && child !== null));
  }
}

/** The statement in terms of our data factory, blank node labels with a prefix. */
export function toQuad(quad: PlainQuad, prefix: string): Quad {
  return createQuad(
    toTerm(quad.subject, prefix) as Quad['subject'] & ReturnType<typeof namedNode>,
    namedNode(quad.predicate.value),
    toTerm(quad.object, prefix) as ReturnType<typeof literal>,
    toTerm(quad.graph, prefix) as ReturnType<typeof namedNode>,
  );
}

function toTerm(term: PlainTerm, prefix: string): Term {
  switch (term.termType) {
    case 'BlankNode':
      return blankNode(prefix + term.value.replace(/^_:/, ''));
    case 'Literal':
      return literal(term.value, languageOrDatatype(term));
    case 'DefaultGraph':
      return defaultGraph();
    default:
      return namedNode(term.value);
  }
}

function languageOrDatatype(term: PlainTerm): Parameters<typeof literal>[1] {
  if (term.language !== undefined && term.language !== '') return term.language;
  const datatype = term.datatype?.value ?? xsd.string.value;
  return datatype === writtenDouble ? xsd.double : namedNode(datatype);
}
