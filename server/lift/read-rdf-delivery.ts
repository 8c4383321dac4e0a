import { createHash } from 'node:crypto';
import { MeridianError, withPlace } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { JsonLdContexts } from '../rdf/json-ld-contexts.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';
import { parseRdf } from '../rdf/parse-rdf.ts';
import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import { createRenamer } from '../rdf/rename-namespaces.ts';
import type { NamespaceAliases, Renamer } from '../rdf/rename-namespaces.ts';
import { skolemize } from '../rdf/skolemize.ts';
import type { Quad } from '../rdf/terms.ts';
import { isBlankNode, quad } from '../rdf/terms.ts';
import type { Origin, SourceFile } from './lifter.ts';
import { isJsonLines } from './sources/json-documents.ts';
import { jsonStatements } from './sources/json-statements.ts';
import type { RdfDelivery } from './sources/rdf-source.ts';
import { withoutPageRemarks } from './without-page-remarks.ts';

export interface RdfReading {
  /** `{base}/id/{provider}/`: relative IRIs of files without an address are resolved against it, blank nodes named below it. */
  readonly baseIri: string;
  /** Alias to canonical namespace. */
  readonly namespaces: NamespaceAliases;
  readonly contexts: JsonLdContexts;
  /** Namespaces of classes for which JSON-LD in scripts of web pages is read. */
  readonly scripts?: readonly string[];
  /** Namespace of the members of JSON files, where those are plain JSON and no JSON-LD. */
  readonly json?: string;
  readonly failure: (error: MeridianError) => void;
  /** Told what is read otherwise than it is written. */
  readonly note?: (message: string, place: Place) => void;
}

/** What was read; `exact` also tells where the predicates of a node stand. */
export interface ReadRdf extends RdfDelivery {
  exact(node: string): Origin;
}

/**
 * Reads the RDF files of a delivery into one set of statements: namespaces canonical, blank nodes named. The name of
 * a blank node holds a hash of its file, so that nodes of different submissions never meet and a file lifted twice
 * says the same twice. Files that cannot be read are reported and left out.
 */
export async function readRdfDelivery(files: readonly SourceFile[], reading: RdfReading): Promise<ReadRdf> {
  const quads: Quad[] = [];
  const origins = new Map<string, Origin>();
  const exact = new Map<string, Record<string, Spot>>();
  const renamer = createRenamer(reading.namespaces);
  const rename = (iri: string): string => renamer.iri(iri);
  for (const file of files) {
    try {
      const bytes = await file.read();
      const parsed = await parseFile(file, bytes, reading);
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
      const named = skolemize(parsed.quads, `${reading.baseIri}node/${digest}-`);
      const aliases = new Map<string, number>();
      for (const statement of named.quads) {
        for (const alias of aliasesIn(statement, renamer)) aliases.set(alias, (aliases.get(alias) ?? 0) + 1);
        const { subject, predicate, object } = renamer.statement(statement);
        // Catalogue files are one graph: whatever graphs they name, their statements go to the catalogue plane.
        quads.push(quad(subject, predicate, object));
      }
      for (const [alias, count] of aliases) {
        const canonical = reading.namespaces.get(alias) ?? '';
        const often = `${count} ${count === 1 ? 'statement' : 'statements'}`;
        reading.note?.(`The namespace ${alias} is read as ${canonical}. (${often})`, { file: file.path });
      }
      for (const { subject } of parsed.quads) {
        const label = isBlankNode(subject) ? `_:${subject.value}` : subject.value;
        const name = rename(isBlankNode(subject) ? (named.names.get(subject.value) ?? label) : label);
        if (!origins.has(name)) origins.set(name, originOf(file, parsed.place(label)));
      }
      addPredicates(parsed, named.names, rename, exact);
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      reading.failure(withPlace(error, { file: file.path }));
    }
  }
  const [first] = files;
  const unknown: Origin = {
    file: files.length === 1 && first !== undefined ? first.path : files.map((file) => file.path).join(', '),
  };
  return {
    quads,
    place: (node) => origins.get(node) ?? unknown,
    exact: (node) => {
      const [origin, byPredicate] = [origins.get(node) ?? unknown, exact.get(node)];
      return byPredicate === undefined ? origin : { ...origin, byPredicate };
    },
  };
}

/** The aliases that a statement uses, each once. */
function aliasesIn({ subject, predicate, object }: Quad, renamer: Renamer): ReadonlySet<string> {
  const iris = [subject, predicate, object].filter((term) => term.termType === 'NamedNode');
  return new Set(iris.flatMap(({ value }) => renamer.aliasOf(value) ?? []));
}

async function parseFile(file: SourceFile, bytes: Uint8Array, reading: RdfReading): Promise<ParsedRdf> {
  const { baseIri, contexts, scripts, json } = reading;
  const failure = (error: MeridianError): void => {
    reading.failure(withPlace(error, { file: file.path }));
  };
  if (json !== undefined && isPlainJson(file.path)) {
    return jsonStatements({ ...file, read: () => Promise.resolve(bytes) }, json, failure);
  }
  const whole = await parseRdf(bytes, {
    mediaType: mediaTypeOf(file),
    baseIri: file.baseIri ?? baseIri,
    file: file.path,
    contexts,
    ...(scripts === undefined ? {} : { scripts }),
    failure,
  });
  return { ...whole, quads: withoutPageRemarks(whole) };
}

function isPlainJson(path: string): boolean {
  return /\.json$/i.test(path) || isJsonLines(path);
}

interface Spot {
  readonly line?: number;
  readonly pointer?: string;
}

/** Where predicates stand, for those that stand elsewhere than their subject. */
function addPredicates(
  parsed: ParsedRdf,
  names: ReadonlyMap<string, string>,
  rename: (iri: string) => string,
  exact: Map<string, Record<string, Spot>>,
): void {
  for (const { subject, predicate } of parsed.quads) {
    const label = isBlankNode(subject) ? `_:${subject.value}` : subject.value;
    const [node, spot] = [parsed.place(label), parsed.place(label, predicate.value)];
    if (spot === undefined || (spot.line === node?.line && spot.pointer === node?.pointer)) continue;
    const name = rename(isBlankNode(subject) ? (names.get(subject.value) ?? label) : label);
    const spots = exact.get(name) ?? {};
    spots[rename(predicate.value)] ??= spotOf(spot);
    exact.set(name, spots);
  }
}

function mediaTypeOf(file: SourceFile): string {
  const mediaType = mediaTypeOfFile(file.path);
  if (mediaType !== undefined) return mediaType;
  throw new MeridianError(
    'unreadable-source',
    'The file name does not tell which RDF syntax the file is in.',
    {
      advice: 'Use .ttl, .trig, .nt, .nq, .jsonld, .rdf, or .html for a page with RDFa.',
    },
  );
}

function originOf(file: SourceFile, place: Place | undefined): Origin {
  return { file: file.path, ...spotOf(place ?? {}) };
}

function spotOf(place: Place): Spot {
  return {
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.pointer === undefined ? {} : { pointer: place.pointer }),
  };
}
