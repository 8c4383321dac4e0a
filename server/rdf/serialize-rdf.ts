import { Writer } from 'n3';
import { MeridianError } from '../errors.ts';
import { rdfSyntax, writtenRdfMediaTypes } from './media-types.ts';
import { toNTriplesTerm } from './n-triples.ts';
import { serializeJsonLd } from './serialize-json-ld.ts';
import { serializeRdfXml } from './serialize-rdf-xml.ts';
import { defaultGraph, quad as createQuad } from './terms.ts';
import type { Quad } from './terms.ts';
import type { PrefixTable } from './prefixes.ts';
import { usedPrefixes } from './used-prefixes.ts';

/**
 * Writes statements in any of {@link writtenRdfMediaTypes}, subject by subject in order of first appearance. Only prefixes
 * that are used are declared. In a syntax without named graphs all statements are written, without their graph.
 * Throws `not-acceptable` for other media types.
 */
export async function serializeRdf(
  statements: Iterable<Quad>,
  mediaType: string,
  prefixes: PrefixTable = new Map(),
): Promise<string> {
  const quads = [...statements];
  const syntax = rdfSyntax(mediaType);
  const used = usedPrefixes(quads, prefixes);
  switch (syntax?.mediaType) {
    case 'text/turtle':
      return writeTurtle(withoutGraphs(quads), 'text/turtle', used);
    case 'application/trig':
      return writeTurtle(quads, 'application/trig', used);
    case 'application/n-triples':
      return writeLines(withoutGraphs(quads));
    case 'application/n-quads':
      return writeLines(quads);
    case 'application/ld+json':
      return serializeJsonLd(quads, used);
    case 'application/rdf+xml':
      return serializeRdfXml(withoutGraphs(quads), used);
    default:
      throw new MeridianError('not-acceptable', `"${mediaType}" is not an RDF format that can be written.`, {
        advice: `Ask for one of ${writtenRdfMediaTypes.join(', ')}.`,
      });
  }
}

function* withoutGraphs(quads: Iterable<Quad>): Iterable<Quad> {
  for (const quad of quads) {
    yield quad.graph.termType === 'DefaultGraph'
      ? quad
      : createQuad(quad.subject, quad.predicate, quad.object, defaultGraph());
  }
}

function writeLines(quads: Iterable<Quad>): string {
  const lines: string[] = [];
  for (const { subject, predicate, object, graph } of quads) {
    const name = graph.termType === 'DefaultGraph' ? '' : `${toNTriplesTerm(graph)} `;
    lines.push(
      `${toNTriplesTerm(subject)} ${toNTriplesTerm(predicate)} ${toNTriplesTerm(object)} ${name}.\n`,
    );
  }
  return lines.join('');
}

function writeTurtle(quads: Iterable<Quad>, format: string, prefixes: PrefixTable): Promise<string> {
  const writer = new Writer({ format, prefixes: Object.fromEntries(prefixes) });
  writer.addQuads(bySubject(quads));
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => {
      if (error === null) resolve(text);
      else reject(error);
    });
  });
}

/** Puts the statements of one graph and one subject together, which the writer then writes as one block. */
function bySubject(quads: Iterable<Quad>): Quad[] {
  const groups = new Map<string, Quad[]>();
  for (const quad of quads) {
    const key = `${quad.graph.value} ${quad.subject.termType} ${quad.subject.value}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [quad]);
    else group.push(quad);
  }
  const graphs = new Map<string, Quad[]>();
  for (const group of groups.values()) {
    const name = group[0]?.graph.value ?? '';
    const graph = graphs.get(name);
    if (graph === undefined) graphs.set(name, [...group]);
    else graph.push(...group);
  }
  return [...graphs.values()].flat();
}
