import type { MeridianError, Place } from '../errors.ts';
import type { JsonLdContexts } from '../rdf/json-ld-contexts.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import type { LocalIds } from './local-ids.ts';
import type { PrivacyPolicy } from './privacy/privacy-policy.ts';
import type { Readings } from './readings.ts';
import type { Database } from './sources/database.ts';

/** One file of a delivery: its path within the delivery and its bytes. */
export interface SourceFile {
  /** Relative, with forward slashes: `omop/PERSON.csv`. */
  readonly path: string;
  read(): Promise<Uint8Array>;
  /** The first bytes only, at most so many; without it everything is read. */
  head?(length: number): Promise<Uint8Array>;
  /** The bytes in pieces, for tables of any size; without it everything is read at once. */
  stream?(): AsyncIterable<Uint8Array>;
  /** What relative IRIs in it are resolved against, where it has an address of its own. */
  readonly baseIri?: string;
  /** Where it lies on this machine, for engines that open files themselves. Never shown. */
  readonly location?: string;
  /** The part of the path that its owner typed: a folder, or the whole path. */
  readonly root?: string;
}

/** A value of the source that no mapping row gives a meaning to. */
export interface UnmappedValue {
  /** Name of the attribute it was meant for. */
  readonly attribute: string;
  readonly value: string;
  readonly records: number;
  readonly firstPlace: Place;
}

/** Values of an attribute without a meaning that are not shown, since few patients have them. */
export interface HiddenValues {
  readonly attribute: string;
  /** How many different ones. */
  readonly values: number;
  readonly records: number;
}

/** Which record of which file a subject came from. */
export interface Origin {
  readonly file: string;
  /** Table of a database, or sheet of a workbook. */
  readonly table?: string;
  /** Row of a table (1 = the first after the header), or line of a text. */
  readonly row?: number;
  readonly line?: number;
  readonly pointer?: string;
  /** For RDF that is kept: where a predicate stands, if elsewhere than its subject. */
  readonly byPredicate?: Readonly<Record<string, { readonly line?: number; readonly pointer?: string }>>;
  /** For DICOM: the file is the record; the tag is known per rule. */
}

/** How a predicate of a class of subjects is made: the triples map and what it reads. */
export interface Rule {
  readonly map: string;
  readonly predicate: string;
  /** Column, tag or path that the value is read from; none for constants. */
  readonly references: readonly string[];
  /** The file (name or pattern) they lie in, where a join reads another file than the subject's own record. */
  readonly from?: string;
  /** How the values are made of them, as the mapping says it: `unit`, `"OMOP:{gender}"`, `concept(gender, …)`. */
  readonly expressions?: readonly string[];
  /** The source that the triples map is of; set where a lineage is of several. */
  readonly source?: string;
}

/** A mapping document, in the version that was run. */
export interface MappingVersion {
  /** Name of the source. */
  readonly source: string;
  readonly file: string;
  /** SHA-256 of the document, the first 16 digits. */
  readonly version: string;
}

/**
 * Lineage without a triple per triple: each subject knows its source record, each predicate of a subject's
 * triples map its rule. Together they name the cell.
 */
export interface Lineage {
  /** Subject IRI to the records it came from (usually one). */
  readonly origins: SubjectOrigins;
  readonly rules: readonly Rule[];
  readonly mappings?: readonly MappingVersion[];
}

/** What a lineage is asked for; a `Map` is one, a compact form is another. */
export interface SubjectOrigins extends Iterable<readonly [string, readonly SubjectOrigin[]]> {
  readonly size: number;
  get(subject: string): readonly SubjectOrigin[] | undefined;
  keys(): Iterable<string>;
  values(): IteratorObject<readonly SubjectOrigin[]>;
}

export interface SubjectOrigin extends Origin {
  /** Triples map that made it; joins with `Rule.map`. */
  readonly map: string;
  /** The source that the triples map is of; set where a lineage is of several. */
  readonly source?: string;
}

/** What came out of a delivery. `catalogue` and `record` are the two planes, in the default graph each. */
export interface Lifted {
  readonly catalogue: readonly Quad[];
  readonly record: readonly Quad[];
  readonly lineage: Lineage;
  readonly unmapped: readonly UnmappedValue[];
  /** What {@link unmapped} leaves out. */
  readonly hidden: readonly HiddenValues[];
  /** How values were read; absent where the lifter does not tell. */
  readonly readings?: Readings;
  /** Attribute name to the names of the mapping sets that the sources read for it. */
  readonly mappingSets: ReadonlyMap<string, readonly string[]>;
  /** Files that could not be read, and why. A delivery with any is not published. */
  readonly failures: readonly MeridianError[];
  /** Files that were left out on purpose, and why; no failure. */
  readonly notes?: readonly { readonly message: string; readonly place: Place }[];
}

/** The parameters of one lifting: whose data, under which base, with which secret. */
export interface LiftContext {
  readonly provider: string;
  /** `http://127.0.0.1:8081`, without a slash at the end. */
  readonly base: string;
  /** Secret of the node, for pseudonyms and date shifts. At least 32 bytes; never leaves the process. */
  readonly key: Uint8Array;
  /** What may be told of the provider's patients; the least where it is left out. */
  readonly privacy?: PrivacyPolicy;
  /** How many patients must have a value without a meaning for it to be shown; 10 where it is left out. */
  readonly shownFrom?: number;
  /** The local identifiers of the whole delivery, where it has several sources: what one says must not name what another knows. */
  readonly localIds?: LocalIds;
  /** What mappings over SQL read; it stays open. A mapping names no connection. */
  readonly database?: Database;
}

/** What a source is: declared in `mappings/sources/<source>/source.yaml`. */
export interface SourceDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Patterns of the file names it reads (`*.csv`, `PERSON.csv`), for telling sources apart. */
  readonly files: readonly string[];
  /** Names of the tables it reads, whatever holds them. */
  readonly tables?: readonly string[];
  /** Namespaces that lifting makes canonical in RDF files: alias to canonical one. */
  readonly namespaces?: ReadonlyMap<string, string>;
}

/** Turns a provider's files into quads with lineage (port). */
export interface Lifter {
  readonly sources: readonly SourceDescription[];
  /** JSON-LD contexts that RDF files may name by address; none where it is left out. */
  readonly contexts?: JsonLdContexts;
  /**
   * Lifts the files of one delivery with one source's mapping. Never throws for bad files (see
   * {@link Lifted.failures}); throws `not-found` for an unknown source, `bad-mapping` for a mapping that cannot run.
   */
  lift(source: string, files: readonly SourceFile[], context: LiftContext): Promise<Lifted>;
  /**
   * The same in flat memory: `write` takes whole lines of N-Quads, whose bytes are used again when its promise is
   * fulfilled; a line may come more than once. `graph` gives the graph that statements of a plane are written to, or
   * leaves them out. Undefined, with nothing written, for a source that keeps or reads RDF.
   */
  stream?(
    source: string,
    files: readonly SourceFile[],
    context: LiftContext,
    write: (lines: Uint8Array) => void | Promise<void>,
    graph: (plane: Term) => Term | undefined,
  ): Promise<StreamedLift | undefined>;
}

/** What is told of a delivery beside its quads. */
export type StreamedLift = Pick<Lifted, 'unmapped' | 'hidden' | 'failures' | 'notes'>;
