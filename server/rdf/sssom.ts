import { basename } from 'node:path';
import { hasFile, listFiles, readText, type FileOverlay } from './file-overlay.ts';
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
  /** IRI of what the row was read in (`mapping_source`), expanded where its prefix is declared. */
  readonly sourceIri?: string;
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

/**
 * Reads every `*.sssom.tsv` of a folder (SSSOM/TSV 1.0 and 1.1), with texts of `replaced` instead of files of those
 * paths. Throws MeridianError 'bad-mapping' with file and line, 'unreadable-source' for what is no folder or no file.
 */
export function loadMappingSets(folder: string, replaced?: FileOverlay): MappingSets {
  return new Map(
    listFiles(folder, ending, replaced).map((file) => {
      const set = loadMappingSet(file, replaced);
      return [set.name, set];
    }),
  );
}

/** Reads one SSSOM/TSV file, with the metadata beside it (`NAME.sssom.yml`) where it has no header of its own. */
export function loadMappingSet(file: string, replaced?: FileOverlay): MappingSet {
  const text = readText(file, replaced);
  const external = text.startsWith('#') ? undefined : readIfThere(file.replace(/\.tsv$/, '.yml'), replaced);
  return parseMappingSet(text, {
    name: basename(file, ending),
    file,
    ...(external === undefined ? {} : { externalMetadata: external }),
  });
}

function readIfThere(file: string, replaced: FileOverlay | undefined): string | undefined {
  return hasFile(file, replaced) ? readText(file, replaced) : undefined;
}
