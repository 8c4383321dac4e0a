import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { PrefixTable } from '../../rdf/prefixes.ts';
import type { MappingRow, MappingSet, MappingSets } from '../../rdf/sssom.ts';
import { codeUses } from '../drift/code-uses.ts';

/** What kind of file names a term. */
export type FileKind = 'shape' | 'query' | 'cohort' | 'mapping';

/** A file of the project that names a term. */
export interface FileUse {
  readonly kind: FileKind;
  /** Path from the project: `shapes/dataset.ttl`. */
  readonly file: string;
  /** What the file says that it is, where it says so. */
  readonly title?: string;
  /** From 1, in order. */
  readonly lines: readonly number[];
}

/** The rows of one mapping set that lead from words or codes of a source to a term. */
export interface MappedBy {
  readonly set: string;
  readonly rows: readonly MappingRow[];
}

export interface TermUsesParts {
  /** Folders whose files are searched, each with the kind of what lies in it. */
  readonly folders: { readonly shapes: string; readonly queries: string; readonly mappings: string };
  readonly prefixes: PrefixTable;
  readonly mappingSets: MappingSets;
}

/** Samples and reading notes name terms without using them. */
const readFiles = /\.(ttl|rq|json)$/;
const leftOut = new Set(['sample', 'sssom', 'fixture']);

/** Where terms are used: read from the files once, when it is first asked for. */
export class TermUses {
  readonly #parts: TermUsesParts;
  #files: ReadonlyMap<string, readonly FileUse[]> | undefined;
  #rows: ReadonlyMap<string, readonly MappedBy[]> | undefined;

  constructor(parts: TermUsesParts) {
    this.#parts = parts;
  }

  /** Files that name a term, in order of their paths. */
  files(iri: string): readonly FileUse[] {
    this.#files ??= this.#readFiles();
    return this.#files.get(iri) ?? [];
  }

  /** Mapping rows whose object is a term: the words, codes, fields and tags of sources that mean it. */
  mappedBy(iri: string): readonly MappedBy[] {
    this.#rows ??= rowsByObject(this.#parts.mappingSets);
    return this.#rows.get(iri) ?? [];
  }

  #readFiles(): ReadonlyMap<string, readonly FileUse[]> {
    const { folders, prefixes } = this.#parts;
    const uses = new Map<string, FileUse[]>();
    for (const folder of [folders.mappings, folders.queries, folders.shapes]) {
      for (const path of listFiles(folder)) {
        const file = [basename(folder), ...relative(folder, path).split(sep)].join('/');
        const title = titleOf(path);
        const byIri = Map.groupBy(codeUses(path, prefixes), ({ iri }) => iri);
        for (const [iri, places] of byIri) {
          const lines = [...new Set(places.flatMap(({ place }) => place.line ?? []))];
          const use = { kind: kindOf(file), file, lines, ...(title === undefined ? {} : { title }) };
          const known = uses.get(iri);
          if (known === undefined) uses.set(iri, [use]);
          else known.push(use);
        }
      }
    }
    return uses;
  }
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : listFiles(path);
      return readFiles.test(entry.name) ? [path] : [];
    })
    .sort();
}

function kindOf(file: string): FileKind {
  if (file.endsWith('.rq')) return 'query';
  if (file.endsWith('.json')) return file.startsWith('queries/') ? 'cohort' : 'mapping';
  return file.startsWith('shapes/') ? 'shape' : 'mapping';
}

/** `#+ summary:` of a query, `"title"` of a cohort. */
function titleOf(path: string): string | undefined {
  if (path.endsWith('.ttl')) return undefined;
  const text = readFileSync(path, 'utf8');
  const pattern = path.endsWith('.rq') ? /^#\+ summary: *(.+)$/m : /"title": *"((?:[^"\\]|\\.)*)"/;
  return pattern.exec(text)?.[1]?.trim();
}

function rowsByObject(sets: MappingSets): ReadonlyMap<string, readonly MappedBy[]> {
  const found = new Map<string, MappedBy[]>();
  for (const set of sets.values()) {
    for (const [iri, rows] of Map.groupBy(rowsThatHold(set), ({ objectIri }) => objectIri)) {
      const known = found.get(iri);
      if (known === undefined) found.set(iri, [{ set: set.name, rows }]);
      else known.push({ set: set.name, rows });
    }
  }
  return found;
}

function rowsThatHold(set: MappingSet): readonly MappingRow[] {
  return set.rows.filter(({ negated, noTermFound }) => !negated && !noTermFound);
}
