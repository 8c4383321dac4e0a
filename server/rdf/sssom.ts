import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseMappingSet } from './parse-mapping-set.ts';

/** What a mapping set says about itself: its slots as they stand in the YAML, and its prefixes. */
export interface MappingSetMetadata {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly license: string | undefined;
  readonly curieMap: ReadonlyMap<string, string>;
  /** Every slot by name, unread: `subject_source`, `mapping_date`, extensions … */
  readonly slots: Readonly<Record<string, unknown>>;
}

/** One mapping. Ids are given as written in the file and, under `…Iri`, expanded by the set's own prefixes. */
export interface MappingRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly subjectId?: string;
  readonly subjectIri?: string;
  readonly subjectLabel?: string;
  readonly predicateId: string;
  readonly predicateIri: string;
  readonly objectId: string;
  readonly objectIri: string;
  readonly objectLabel?: string;
  readonly justification: string;
  /** 0 to 1. */
  readonly confidence?: number;
  /** True where the subject is a word of the source (`rdfs literal`): its value is `subjectLabel`. */
  readonly literal: boolean;
  /** True where `predicate_modifier` is `Not`: the row says that the mapping does not hold. */
  readonly negated: boolean;
  /** True where the object is `sssom:NoTermFound`: reviewed, and nothing in the target vocabulary fits. */
  readonly noTermFound: boolean;
  readonly comment?: string;
}

export interface MappingSet {
  /** File name without `.sssom.tsv`. */
  readonly name: string;
  /** Path of the file, as it was read. */
  readonly file: string;
  readonly metadata: MappingSetMetadata;
  readonly rows: readonly MappingRow[];
}

/** Mapping sets by name, in the order of their names. */
export type MappingSets = ReadonlyMap<string, MappingSet>;

const ending = '.sssom.tsv';

/** Reads every `*.sssom.tsv` of a folder (SSSOM/TSV 1.0 and 1.1). Throws MeridianError 'bad-mapping' with file and line. */
export function loadMappingSets(folder: string): MappingSets {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort();
  return new Map(
    files.map((file) => {
      const set = loadMappingSet(join(folder, file));
      return [set.name, set];
    }),
  );
}

/** Reads one SSSOM/TSV file, with the metadata beside it (`NAME.sssom.yml`) where it has no header of its own. */
export function loadMappingSet(file: string): MappingSet {
  const text = readFileSync(file, 'utf8');
  const external = text.startsWith('#') ? undefined : readIfThere(file.replace(/\.tsv$/, '.yml'));
  return parseMappingSet(text, {
    name: basename(file, ending),
    file,
    ...(external === undefined ? {} : { externalMetadata: external }),
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
