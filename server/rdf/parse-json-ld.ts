import jsonld from 'jsonld';
import type { JsonLdDocument, Options } from 'jsonld';
import type { RemoteDocument } from 'jsonld/jsonld-spec.js';
import { MeridianError } from '../errors.ts';
import type { Quad } from './terms.ts';
import { jsonDepth } from './json-value.ts';
import { contextCost } from './json-ld-context-cost.ts';
import { jsonLdFailure } from './json-ld-failure.ts';
import { noteJsonLdPlaces } from './json-ld-places.ts';
import { protectDoubles, toQuad } from './json-ld-terms.ts';
import type { PlainQuad } from './json-ld-terms.ts';
import type { JsonLdContexts } from './json-ld-contexts.ts';
import { locateJsonError } from './locate-json-error.ts';
import { PlaceIndex } from './place-index.ts';
import type { ParsedRdf, ParseOptions } from './parse-rdf.ts';

/** The processor is recursive; documents of people and programs stay far below. */
const maximalDepth = 100;

/** About a second of work for the processor; documents of people and programs stay far below. */
const maximalContextCost = 500_000;

let documents = 0;

/**
 * Reads JSON-LD 1.1 in safe mode: a key without a meaning is an error instead of lost data. No context is ever
 * fetched; a document brings its own, or names one of those that are given.
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
  refuseCostlyContexts(document, file);
  const places = new PlaceIndex(options.file);
  const prefix = `j${documents++}_`;
  const quads = await toQuads(document as JsonLdDocument, options, prefix, file);
  const prefixes = noteJsonLdPlaces(document, options.baseIri, places);
  return { quads, prefixes, place: (node, predicate) => places.find(node, predicate) };
}

function refuseCostlyContexts(document: unknown, file: { file?: string }): void {
  if (contextCost(document) <= maximalContextCost) return;
  throw new MeridianError(
    'syntax-error',
    'The document has too many terms in contexts that apply again and again.',
    {
      place: file,
      advice: 'Put all terms into one context at the top, and none into term definitions or nodes.',
    },
  );
}

function parseJson(text: string, file: { file?: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const found = locateJsonError(text);
    const what = found?.found === 'end' ? 'it ends too early' : `${shown(found?.found)} is not expected here`;
    throw new MeridianError('syntax-error', `The text is not valid JSON: ${what}.`, {
      place: { ...file, ...(found === undefined ? {} : { line: found.line, column: found.column }) },
      advice: 'Correct the JSON; look for a missing comma, quote or bracket just before this place.',
    });
  }
}

/** The signs of JSON itself; another may be the first letter of a name. */
function shown(character = ''): string {
  return /^[[\]{}:,"]$/.test(character) ? `"${character}"` : 'a character';
}

async function toQuads(
  document: JsonLdDocument,
  { baseIri: base, contexts = new Map() }: ParseOptions,
  prefix: string,
  file: { file?: string },
): Promise<Quad[]> {
  // `safe` is older than its type declarations.
  const options: Options.ToRdf & { safe: boolean } = {
    base,
    safe: true,
    documentLoader: (url) => knownContext(url, contexts),
  };
  try {
    const expanded = await jsonld.expand(document, options);
    protectDoubles(expanded);
    const dataset = (await jsonld.toRDF(expanded, {
      ...options,
      skipExpansion: true,
    })) as unknown as readonly PlainQuad[];
    return dataset.map((quad) => toQuad(quad, prefix));
  } catch (error) {
    throw jsonLdFailure(error, document, file);
  }
}

/** The context of an address, from those that came with the project. */
function knownContext(url: string, contexts: JsonLdContexts): Promise<RemoteDocument> {
  const document = contexts.get(url);
  if (document !== undefined)
    return Promise.resolve({ documentUrl: url, document: document as RemoteDocument['document'] });
  const known = [...contexts.keys()].join(', ');
  return Promise.reject(
    new MeridianError('syntax-error', 'A context that is named by its address is not in the document.', {
      place: { pointer: '/@context' },
      advice: `Remote contexts are never fetched: copy the content of the context into @context.${
        known === '' ? '' : ` Known by address: ${known}.`
      }`,
    }),
  );
}
