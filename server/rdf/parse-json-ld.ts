import jsonld from 'jsonld';
import type { JsonLdDocument, Options } from 'jsonld';
import { MeridianError } from '../errors.ts';
import { blankNode, defaultGraph, literal, namedNode, quad as createQuad } from './terms.ts';
import type { Quad, Term } from './terms.ts';
import { jsonDepth } from './json-value.ts';
import { noteJsonLdPlaces } from './json-ld-places.ts';
import { locateJsonError } from './locate-json-error.ts';
import { PlaceIndex } from './place-index.ts';
import { xsd } from './vocabulary.ts';
import type { ParsedRdf, ParseOptions } from './parse-rdf.ts';

/** The processor is recursive; documents of people and programs stay far below. */
const maximalDepth = 100;

/** A term as the processor gives it: a plain object without methods. */
interface PlainTerm {
  readonly termType: Term['termType'];
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

type PlainQuad = Readonly<Record<'subject' | 'predicate' | 'object' | 'graph', PlainTerm>>;

/** Datatype of doubles that stand in the document as text; never seen outside. */
const writtenDouble = 'urn:meridian:written-double';

let documents = 0;

/**
 * Reads JSON-LD 1.1 in safe mode: a key without a meaning is an error instead of lost data. No context is ever
 * fetched; a document must bring its own.
 */
export async function parseJsonLd(text: string, options: ParseOptions): Promise<ParsedRdf> {
  const file = options.file === undefined ? {} : { file: options.file };
  const document = parseJson(text, file);
  if (jsonDepth(document) > maximalDepth) {
    throw new MeridianError('syntax-error', `The document is nested deeper than ${maximalDepth} levels.`, {
      place: file,
      advice: 'Refer to nodes by @id instead of nesting them.',
    });
  }
  const places = new PlaceIndex(options.file);
  const prefix = `j${documents++}_`;
  const quads = await toQuads(document as JsonLdDocument, options.baseIri, prefix, file);
  const prefixes = noteJsonLdPlaces(document, options.baseIri, places);
  return { quads, prefixes, place: (node, predicate) => places.find(node, predicate) };
}

function parseJson(text: string, file: { file?: string }): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = locateJsonError(text);
    const what =
      found?.found === 'end' ? 'it ends too early' : `"${found?.found ?? ''}" is not expected here`;
    throw new MeridianError('syntax-error', `The text is not valid JSON: ${what}.`, {
      place: { ...file, ...(found === undefined ? {} : { line: found.line, column: found.column }) },
      advice: 'Correct the JSON; look for a missing comma, quote or bracket just before this place.',
      cause,
    });
  }
}

async function toQuads(
  document: JsonLdDocument,
  base: string,
  prefix: string,
  file: { file?: string },
): Promise<Quad[]> {
  // `safe` is older than its type declarations.
  const options: Options.ToRdf & { safe: boolean } = { base, safe: true, documentLoader: refuseToFetch };
  try {
    const expanded = await jsonld.expand(document, options);
    protectDoubles(expanded);
    const dataset = (await jsonld.toRDF(expanded, {
      ...options,
      skipExpansion: true,
    })) as unknown as readonly PlainQuad[];
    return dataset.map((quad) => toQuad(quad, prefix));
  } catch (error) {
    throw jsonLdError(error, file);
  }
}

/**
 * The processor rewrites typed doubles ("1" as "1.0E0", "abc" as "NaN"), and what is wrong would not be found any
 * more. While it works they carry another datatype.
 */
function protectDoubles(expanded: unknown): void {
  const open: unknown[] = [expanded];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const object = value as Record<string, unknown>;
    if (object['@type'] === xsd.double.value && typeof object['@value'] === 'string')
      object['@type'] = writtenDouble;
    open.push(...Object.values(object).filter((child) => typeof child === 'object' && child !== null));
  }
}

function refuseToFetch(url: string): Promise<never> {
  return Promise.reject(
    new MeridianError('syntax-error', `The context <${url}> is not in the document.`, {
      advice: 'Remote contexts are never fetched: copy the content of the context into @context.',
    }),
  );
}

/** The processor wraps the refusal of its loader, and says in `details` which key it could not read. */
function jsonLdError(error: unknown, file: { file?: string }): MeridianError {
  for (let cause = error; typeof cause === 'object' && cause !== null;) {
    if (cause instanceof MeridianError) {
      return new MeridianError('syntax-error', cause.message, {
        place: file,
        ...(cause.advice === undefined ? {} : { advice: cause.advice }),
        cause: error,
      });
    }
    const details = (cause as { details?: { cause?: unknown } }).details;
    cause = details?.cause ?? (cause as { cause?: unknown }).cause;
  }
  return new MeridianError('syntax-error', `The JSON-LD cannot be read: ${describe(error)}`, {
    place: file,
    advice:
      'Give every key a meaning in @context, and every identifier an absolute IRI or a declared prefix.',
    cause: error,
  });
}

function describe(error: unknown): string {
  const event = (error as { details?: { event?: { message?: string; details?: JsonDetails } } }).details
    ?.event;
  const message = event?.message ?? (error instanceof Error ? error.message : String(error));
  const key =
    event?.details?.property ?? event?.details?.reference ?? event?.details?.id ?? event?.details?.type;
  return key === undefined ? message : `${message} (${JSON.stringify(key).slice(0, 120)})`;
}

interface JsonDetails {
  readonly property?: string;
  readonly reference?: string;
  readonly id?: string;
  readonly type?: string;
}

function toQuad(quad: PlainQuad, prefix: string): Quad {
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
