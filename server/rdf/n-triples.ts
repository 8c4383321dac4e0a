import { Parser } from 'n3';
import { MeridianError } from '../errors.ts';
import type { Quad, Term } from './terms.ts';
import { turtleFault } from './turtle-fault.ts';
import { xsd } from './vocabulary.ts';

/** The characters that N-Triples literals may not hold as they stand (RDF 1.1 N-Triples, STRING_LITERAL_QUOTE). */
// eslint-disable-next-line no-control-regex -- they are named here to be escaped
const escaped = /["\\\n\r\t\b\f\0-\x1f\x7f]/;
const escapedAll = new RegExp(escaped, 'g');
/** The characters that would end or break an IRI (IRIREF); escaped, so that no term can smuggle in a statement. */
// eslint-disable-next-line no-control-regex -- they are named here to be escaped
const escapedInIri = /[\x00-\x20<>"{}|^`\\]/;
const escapedAllInIri = new RegExp(escapedInIri, 'g');
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A term as N-Triples write it: `<iri>`, `_:label`, `"text"@en`, `"1"^^<datatype>`. */
export function toNTriplesTerm(term: Term): string {
  switch (term.termType) {
    case 'NamedNode':
      return `<${escapeIri(term.value)}>`;
    case 'BlankNode':
      return `_:${term.value}`;
    case 'Literal': {
      const text = `"${escapeText(term.value)}"`;
      if (term.language !== '') return `${text}@${term.language}`;
      return term.datatype.value === xsd.string.value ? text : `${text}^^<${escapeIri(term.datatype.value)}>`;
    }
    default:
      throw new MeridianError('internal', `A ${term.termType} cannot be written as N-Triples.`);
  }
}

function escapeText(value: string): string {
  if (!escaped.test(value)) return value;
  return value.replace(escapedAll, (character) => shortEscapes[character] ?? numericEscape(character));
}

function escapeIri(iri: string): string {
  return escapedInIri.test(iri) ? iri.replace(escapedAllInIri, numericEscape) : iri;
}

/** An IRI as it is meant, from between the brackets of N-Triples (UCHAR). */
export function unescapeIri(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16)),
  );
}

function numericEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The statements as N-Triples in UTF-8, one a line; the graph they stand in is not written. */
export function toNTriples(quads: Iterable<Quad>): Uint8Array {
  const lines: string[] = [];
  for (const quad of quads) {
    lines.push(
      `${toNTriplesTerm(quad.subject)} ${toNTriplesTerm(quad.predicate)} ${toNTriplesTerm(quad.object)} .\n`,
    );
  }
  return new TextEncoder().encode(lines.join(''));
}

/** The statements of N-Triples in UTF-8, all in the default graph. Throws `syntax-error` with the line. */
export function fromNTriples(bytes: Uint8Array): Quad[] {
  try {
    return new Parser({ format: 'application/n-triples' }).parse(new TextDecoder().decode(bytes));
  } catch (error) {
    const line = (error as { context?: { line?: number } }).context?.line;
    throw new MeridianError(
      'syntax-error',
      `The N-Triples are not valid: ${turtleFault((error as Error).message)}.`,
      {
        ...(line === undefined ? {} : { place: { line } }),
      },
    );
  }
}
