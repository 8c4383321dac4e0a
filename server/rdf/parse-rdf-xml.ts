import { MeridianError } from '../errors.ts';
import { PlaceIndex } from './place-index.ts';
import { parseXml } from './parse-xml.ts';
import { noteRdfXmlPlaces } from './rdf-xml-places.ts';
import { blankNode, literal, namedNode, quad as createQuad } from './terms.ts';
import type { Literal, NamedNode, Quad, Resource, Term } from './terms.ts';
import type { ParsedRdf, ParseOptions } from './parse-rdf.ts';
import { rdfXmlFault } from './xml-fault.ts';

let documents = 0;

/**
 * Reads RDF/XML. The statements come from oxigraph: rdflib's parser puts properties that follow a
 * parseType="Resource" or "Collection" on the wrong node. The tree is read beside it for lines and limits.
 * Throws `syntax-error` with the line, also for a document that declares entities.
 */
export async function parseRdfXml(text: string, options: ParseOptions): Promise<ParsedRdf> {
  const file = options.file === undefined ? {} : { file: options.file };
  const root = parseXml(text, file);
  const places = new PlaceIndex(options.file);
  noteRdfXmlPlaces(root, options.baseIri, places, file);
  const prefixes = new Map<string, string>();
  for (const attribute of root.attributes) {
    if (attribute.prefix === 'xmlns') prefixes.set(attribute.localName ?? '', attribute.value);
  }
  const quads = await toQuads(text, options.baseIri, file);
  return { quads, prefixes, place: (node, predicate) => places.find(node, predicate) };
}

async function toQuads(text: string, baseIri: string, file: { file?: string }): Promise<Quad[]> {
  // A module of several megabytes, which only this syntax needs.
  const { parse } = await import('oxigraph');
  const prefix = `x${documents++}_`;
  try {
    return parse(plainText(text), { format: 'application/rdf+xml', base_iri: baseIri }).map((quad) =>
      createQuad(
        toTerm(quad.subject, prefix) as Resource,
        toTerm(quad.predicate, prefix) as NamedNode,
        toTerm(quad.object, prefix) as Resource | Literal,
      ),
    );
  } catch (error) {
    throw new MeridianError(
      'syntax-error',
      `The RDF/XML cannot be read: ${rdfXmlFault((error as Error).message)}.`,
      {
        place: file,
        advice: 'Every element and attribute needs a namespace; nodes and properties take turns.',
      },
    );
  }
}

/** The parser wants each text in one piece: comments go, and CDATA sections become plain text. */
function plainText(text: string): string {
  return text.replace(/<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>/g, (_all, data: string | undefined) =>
    (data ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
}

function toTerm(term: Term, prefix: string): Term {
  switch (term.termType) {
    case 'BlankNode':
      return blankNode(prefix + term.value);
    case 'Literal':
      return literal(term.value, term.language === '' ? namedNode(term.datatype.value) : term.language);
    default:
      return namedNode(term.value);
  }
}
