import { toCurie } from '../../rdf/prefixes.ts';
import type { PrefixTable } from '../../rdf/prefixes.ts';

/** An IRI, a path or a value in Turtle with prefixed names where a prefix fits; cut to a length that fits a line. */
export function shorten(text: string, prefixes: PrefixTable | undefined, length = 120): string {
  if (prefixes === undefined) return cut(text, length);
  const short = text.startsWith('http')
    ? toCurie(prefixes, text)
    : text.replace(/<([^<>\s]+)>/g, (bracketed, iri: string) => {
        const curie = toCurie(prefixes, iri);
        return curie === iri ? bracketed : curie;
      });
  return cut(short, length);
}

function cut(text: string, length: number): string {
  const plain = printable(text);
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain;
}

/** Control characters, which could steer a terminal, as escapes. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are named here to be escaped
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
