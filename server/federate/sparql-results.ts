import { MeridianError } from '../errors.ts';
import { sparqlResultsNamespace } from '../rdf/vocabulary.ts';
import { serializeRdf } from '../rdf/serialize-rdf.ts';
import { xsd } from '../rdf/vocabulary.ts';
import type { Term } from '../rdf/terms.ts';
import type { FederatedAnswer } from './federation.ts';
import type { NodeOutcome } from './node.ts';
import { writtenRdfMediaTypes } from '../rdf/media-types.ts';
import type { Row } from './rows.ts';
import { toNTriplesTerm } from '../rdf/n-triples.ts';

/** A table of solutions and what is said about the nodes beside it. */
interface Table {
  readonly variables: readonly string[];
  readonly rows: readonly Row[];
}

interface About {
  readonly partial: boolean;
  readonly nodes: readonly NodeOutcome[];
}

/** The formats of SPARQL results, each with how it writes a table and a truth value. */
const formats: Readonly<
  Record<string, { table(table: Table, about: About): string; truth(value: boolean, about: About): string }>
> = {
  'application/sparql-results+json': {
    table: writeJson,
    truth: (boolean, meridian) => toJson({ head: {}, boolean, meridian }),
  },
  'application/sparql-results+xml': {
    table: writeXml,
    truth: (value) => xmlDocument('<head/>', `<boolean>${value}</boolean>`),
  },
  'text/csv': { table: writeCsv, truth: (value) => `${value}\r\n` },
  'text/tab-separated-values': { table: writeTsv, truth: (value) => `${value}\n` },
};

/** The media types of SPARQL results that can be written. */
export const resultMediaTypes: readonly string[] = Object.keys(formats);

/** The media type, if it can be written for one kind of result at least. Throws `not-acceptable` otherwise. */
export function mediaTypeFor(mediaType: string): string {
  if (mediaType in formats || writtenRdfMediaTypes.includes(mediaType)) return mediaType;
  throw notAcceptable(mediaType);
}

/**
 * Writes an answer. The JSON format has a further member `meridian: { partial, nodes }` (SPARQL 1.1 Query Results
 * JSON section 3 lets readers ignore it); the other formats have no place for it. Triples are written as RDF.
 */
export async function writeResults(
  { result, partial, outcomes }: FederatedAnswer,
  mediaType: string,
): Promise<string> {
  if (result.kind === 'quads') return serializeRdf(result.quads, mediaType);
  const format = Object.hasOwn(formats, mediaType) ? formats[mediaType] : undefined;
  if (format === undefined) throw notAcceptable(mediaType);
  const about = { partial, nodes: outcomes };
  return result.kind === 'boolean' ? format.truth(result.value, about) : format.table(result, about);
}

function notAcceptable(mediaType: string): MeridianError {
  return new MeridianError('not-acceptable', `"${mediaType}" is not a format for this result.`, {
    advice: `Ask for one of ${resultMediaTypes.join(', ')}; for CONSTRUCT an RDF format.`,
  });
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function writeJson({ variables, rows }: Table, meridian: About): string {
  const bindings = rows.map((row) =>
    Object.fromEntries([...row].map(([name, term]) => [name, jsonTerm(term)])),
  );
  return toJson({ head: { vars: variables }, results: { bindings }, meridian });
}

function jsonTerm(term: Term): Record<string, string> {
  if (term.termType === 'NamedNode') return { type: 'uri', value: term.value };
  if (term.termType !== 'Literal') return { type: 'bnode', value: term.value };
  if (term.language !== '') return { type: 'literal', value: term.value, 'xml:lang': term.language };
  return term.datatype.equals(xsd.string)
    ? { type: 'literal', value: term.value }
    : { type: 'literal', value: term.value, datatype: term.datatype.value };
}

/** SPARQL 1.1 Query Results CSV: values without their kind, RFC 4180 line ends. */
function writeCsv({ variables, rows }: Table): string {
  const cell = (term: Term | undefined): string => {
    if (term === undefined) return '';
    const text = term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => variables.map((name) => cell(row.get(name))).join(','));
  return [variables.join(','), ...lines, ''].join('\r\n');
}

function writeTsv({ variables, rows }: Table): string {
  const cell = (term: Term | undefined): string =>
    term === undefined ? '' : toNTriplesTerm(term).replaceAll('\t', '\\t');
  const lines = rows.map((row) => variables.map((name) => cell(row.get(name))).join('\t'));
  return [variables.map((name) => `?${name}`).join('\t'), ...lines, ''].join('\n');
}

function writeXml({ variables, rows }: Table): string {
  const head = `<head>${variables.map((name) => `<variable name="${escapeXml(name)}"/>`).join('')}</head>`;
  const results = rows.map((row) => {
    const cells = [...row].map(
      ([name, term]) => `<binding name="${escapeXml(name)}">${xmlTerm(term)}</binding>`,
    );
    return `<result>${cells.join('')}</result>`;
  });
  return xmlDocument(head, `<results>${results.join('\n')}</results>`);
}

function xmlTerm(term: Term): string {
  const text = escapeXml(term.value);
  if (term.termType === 'NamedNode') return `<uri>${text}</uri>`;
  if (term.termType !== 'Literal') return `<bnode>${text}</bnode>`;
  if (term.language !== '') return `<literal xml:lang="${escapeXml(term.language)}">${text}</literal>`;
  return term.datatype.equals(xsd.string)
    ? `<literal>${text}</literal>`
    : `<literal datatype="${escapeXml(term.datatype.value)}">${text}</literal>`;
}

function xmlDocument(head: string, body: string): string {
  return `<?xml version="1.0"?>\n<sparql xmlns="${sparqlResultsNamespace}">\n${head}\n${body}\n</sparql>\n`;
}

const xmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => xmlEscapes[character] ?? character);
}
