import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { JsonLdContexts } from './json-ld-contexts.ts';
import type { Quad } from './terms.ts';
import { rdfMediaTypes, rdfSyntax } from './media-types.ts';
import { parseJsonLd } from './parse-json-ld.ts';
import { parseRdfXml } from './parse-rdf-xml.ts';
import { parsePage } from './parse-page.ts';
import { parseTurtle } from './parse-turtle.ts';

export interface ParseOptions {
  readonly mediaType: string;
  /** Relative IRIs are resolved against it. */
  readonly baseIri: string;
  /** Name of the file, for places; only that. */
  readonly file?: string;
  /** JSON-LD contexts that may be named by address; no other is known, and none is fetched. */
  readonly contexts?: JsonLdContexts;
  /** Of web pages: namespaces of classes for which JSON-LD in script elements is read; without them RDFa only. */
  readonly scripts?: readonly string[];
  /** Told of parts of a page that cannot be read; without it they are thrown. */
  readonly failure?: (error: MeridianError) => void;
}

/** What a text in RDF says, and where it says it. */
export interface ParsedRdf {
  readonly quads: Quad[];
  /** Prefix to namespace, as far as the text declares them. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** Of a web page: the IRI that it has itself, which statements without another subject speak of. */
  readonly page?: string;
  /**
   * Where the text speaks of a node, and of one of its properties: file and line, or file and JSON pointer. The
   * node is an IRI, or `_:label` of a blank node of this parse. Undefined where the text does not speak of it.
   */
  place(focusNode: string, predicate?: string): Place | undefined;
}

/**
 * Reads RDF in any of {@link rdfMediaTypes}. Nothing is ever fetched: no remote JSON-LD context, no XML entity.
 * Blank node labels are unique over all parses of the process, so the quads of several files can be put together.
 * Throws `syntax-error` with file and line, `unknown-format` for other media types.
 */
export async function parseRdf(input: Uint8Array | string, options: ParseOptions): Promise<ParsedRdf> {
  const syntax = rdfSyntax(options.mediaType);
  if (syntax === undefined) {
    throw new MeridianError(
      'unknown-format',
      `"${options.mediaType}" is not an RDF format that can be read.`,
      {
        ...(options.file === undefined ? {} : { place: { file: options.file } }),
        advice: `Use one of ${rdfMediaTypes.map((known) => known.mediaType).join(', ')}.`,
      },
    );
  }
  const text = typeof input === 'string' ? input : decode(input, options.file);
  if (syntax.mediaType === 'application/ld+json') return parseJsonLd(text, options);
  if (syntax.mediaType === 'application/rdf+xml') return parseRdfXml(text, options);
  if (syntax.mediaType === 'text/html') return parsePage(text, { ...options, xhtml: false });
  if (syntax.mediaType === 'application/xhtml+xml') return parsePage(text, { ...options, xhtml: true });
  return parseTurtle(text, { ...options, mediaType: syntax.mediaType });
}

/** Every RDF syntax is read as UTF-8; a text in another encoding is refused instead of read with wrong letters. */
function decode(bytes: Uint8Array, file: string | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const line = firstUndecodableLine(bytes);
    throw new MeridianError('syntax-error', 'The text is not UTF-8.', {
      place: { ...(file === undefined ? {} : { file }), line },
      advice: 'Save the file in UTF-8 and try again.',
      cause,
    });
  }
}

/** Lines are decoded one by one: in UTF-8 a line feed byte is never part of a longer character. */
function firstUndecodableLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return line;
}
