import { MeridianError } from '../../errors.ts';
import { mediaTypeOfFile } from '../../rdf/media-types.ts';
import { owl } from '../../rdf/vocabulary.ts';

/** Formats that ontologies are saved in and that are no RDF, by how they begin. */
const otherFormats: readonly (readonly [RegExp, string])[] = [
  [/^(?:Prefix\(|Ontology\()/, 'OWL functional syntax'],
  [/^(?:Prefix|Ontology): /, 'Manchester syntax'],
  [/^format-version:/, 'OBO format'],
];
/** How each RDF syntax begins, once comments and declarations are passed. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^<(?:\w+:)?RDF\b/, 'application/rdf+xml'],
  [/^(?:@prefix|@base|PREFIX\s|BASE\s)/i, 'text/turtle'],
  [/^[[{]\s*["{}[\]@]/, 'application/ld+json'],
  [/^<!doctype html|^<html\b/i, 'text/html'],
];

/**
 * The media type of a file by how its text begins, for names lie (`.owl` is any syntax), and by its name where the text
 * does not tell. Throws `unknown-format` for formats that are no RDF.
 */
export function sniffMediaType(file: string, bytes: Uint8Array): string {
  const text = beginning(new TextDecoder().decode(bytes.subarray(0, 65_536)));
  const other = isOwlXml(text) ? 'OWL/XML' : otherFormats.find(([pattern]) => pattern.test(text))?.[1];
  if (other !== undefined) {
    throw new MeridianError('unknown-format', `The file is ${other}, which is no RDF.`, {
      place: { file },
      advice: 'Save it as RDF/XML or Turtle (Protégé: File, Save as).',
    });
  }
  const found = beginnings.find(([pattern]) => pattern.test(text))?.[1] ?? mediaTypeOfFile(file);
  if (found !== undefined) return found;
  throw new MeridianError('unknown-format', 'The file is in no RDF format that is known here.', {
    place: { file },
    advice: 'Name an ontology in RDF/XML (.owl, .rdf), Turtle (.ttl), JSON-LD (.jsonld) or N-Triples (.nt).',
  });
}

/** The text after what may stand before its first statement: byte order mark, XML declaration, comments, DOCTYPE. */
function beginning(text: string): string {
  let rest = text.replace(/^\uFEFF/, '').trimStart();
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest
      .slice(lengthOfDoctype(rest))
      .replace(/^<\?[^]*?\?>/, '')
      .replace(/^<!--[^]*?-->/, '')
      .replace(/^#[^\n]*(?:\n|$)/, '')
      .trimStart();
  }
  return rest;
}

function isOwlXml(text: string): boolean {
  if (!/^<(?:\w+:)?Ontology\b/.test(text)) return false;
  const end = text.indexOf('>');
  return text.slice(0, end < 0 ? undefined : end).includes(owl.namespace);
}

/** How much of the text is a DOCTYPE at its beginning, HTML's left out. By index: a pattern would try every blank. */
function lengthOfDoctype(text: string): number {
  const keyword = /^<!DOCTYPE\s/i.exec(text)?.[0];
  if (keyword === undefined || /^html\b/i.test(text.slice(keyword.length).trimStart())) return 0;
  const end = text.indexOf('>');
  const open = text.indexOf('[');
  if (open < 0 || (end >= 0 && end < open)) return end + 1;
  const close = text.indexOf(']', open);
  if (close < 0) return 0;
  const rest = text.slice(close + 1).trimStart();
  return rest.startsWith('>') ? text.length - rest.length + 1 : 0;
}
