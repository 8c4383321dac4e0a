import { createHash } from 'node:crypto';
import { MeridianError, withPlace } from '../errors.ts';
import type { Place } from '../errors.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';
import { parseRdf } from '../rdf/parse-rdf.ts';
import type { ParsedRdf } from '../rdf/parse-rdf.ts';
import { skolemize } from '../rdf/skolemize.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { isBlankNode, isLiteral, isNamedNode, literal, namedNode, quad } from '../rdf/terms.ts';
import type { Origin, SourceFile } from './lifter.ts';
import type { RdfDelivery } from './sources/rdf-source.ts';

export interface RdfReading {
  /** `{base}/id/{provider}/`: relative IRIs are resolved against it, blank nodes named below it. */
  readonly baseIri: string;
  /** Alias to canonical namespace. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly failure: (error: MeridianError) => void;
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
  const rename = renamer(reading.namespaces);
  for (const file of files) {
    try {
      const bytes = await file.read();
      const parsed = await parseRdf(bytes, {
        mediaType: mediaTypeOf(file),
        baseIri: reading.baseIri,
        file: file.path,
      });
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
      const named = skolemize(parsed.quads, `${reading.baseIri}node/${digest}-`);
      for (const statement of named.quads) quads.push(renamed(statement, rename));
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
      advice: 'Use .ttl, .trig, .nt, .nq, .jsonld or .rdf.',
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

/** Turns alias namespaces into canonical ones; the longest alias that fits wins. */
function renamer(namespaces: Readonly<Record<string, string>>): (iri: string) => string {
  const aliases = Object.entries(namespaces).sort(([a], [b]) => b.length - a.length);
  return (iri) => {
    const found = aliases.find(([alias]) => iri.startsWith(alias));
    return found === undefined ? iri : found[1] + iri.slice(found[0].length);
  };
}

function renamed(statement: Quad, rename: (iri: string) => string): Quad {
  const node = <T extends Term>(term: T): T => {
    if (isNamedNode(term)) {
      const iri = rename(term.value);
      return iri === term.value ? term : (namedNode(iri) as Term as T);
    }
    if (isLiteral(term) && term.language === '') {
      const datatype = rename(term.datatype.value);
      return datatype === term.datatype.value
        ? term
        : (literal(term.value, namedNode(datatype)) as Term as T);
    }
    return term;
  };
  // Catalogue files are one graph: whatever graphs they name, their statements go to the catalogue plane.
  return quad(node(statement.subject), node(statement.predicate), node(statement.object));
}
