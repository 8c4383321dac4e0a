import { basename, matchesGlob } from 'node:path';
import { MeridianError } from '../errors.ts';
import type { Lifter, SourceDescription, SourceFile } from '../lift/lifter.ts';
import { TableFinder } from '../lift/sources/table-finder.ts';
import { sameTable } from '../lift/sources/table-name.ts';
import { deliveryDescriptionFile } from '../publish/delivery-description.ts';
import { mediaTypeOfFile } from '../rdf/media-types.ts';

export interface SortedFiles {
  /** RDF files, which need no lifting. */
  readonly rdf: readonly SourceFile[];
  /** The others by the source whose mapping lifts them. */
  readonly lifted: ReadonlyMap<string, readonly SourceFile[]>;
}

/**
 * Tells how each file is read, by its name and by the tables that a database or workbook holds; `source` overrides for
 * everything that is not RDF.
 */
export async function sortBySource(
  files: readonly SourceFile[],
  lifter: Lifter,
  source?: string,
): Promise<SortedFiles> {
  const rdf: SourceFile[] = [];
  const lifted = new Map<string, SourceFile[]>();
  await using tables = new TableFinder(files, { encoding: 'utf-8', delimiter: ',', decimal: '.' });
  for (const file of files) {
    const name = basename(file.path);
    // It says how the others are read, and nothing about patients or datasets.
    if (name === deliveryDescriptionFile) continue;
    const isDicomJson = /\.dicom\.json$/i.test(name);
    if (source === undefined && !isDicomJson && mediaTypeOfFile(file.path) !== undefined) {
      rdf.push(file);
      continue;
    }
    const chosen = source ?? (await guessSource(file, lifter, tables));
    const group = lifted.get(chosen);
    if (group === undefined) lifted.set(chosen, [file]);
    else group.push(file);
  }
  return { rdf, lifted };
}

async function guessSource(file: SourceFile, lifter: Lifter, tables: TableFinder): Promise<string> {
  const name = basename(file.path).toLowerCase();
  const fitting = lifter.sources.filter(({ files }) =>
    files.some((pattern) => matchesGlob(name, basename(pattern).toLowerCase())),
  );
  // Exact names before tables, and tables before patterns: PERSON.csv is OMOP although *.csv fits elsewhere.
  const exact = fitting.find(({ files }) =>
    files.some((pattern) => basename(pattern).toLowerCase() === name),
  );
  const chosen = exact ?? (await readerOfTables(file, lifter, tables)) ?? closest(fitting, name);
  if (chosen === undefined) {
    throw new MeridianError('unknown-format', 'No source reads a file of this name.', {
      place: { file: name },
      advice: `Name one with --source: ${lifter.sources.map((source) => source.name).join(', ')}.`,
    });
  }
  return chosen.name;
}

/** Of several sources the one with the longest pattern that fits: `*.dicom.json` says more than `*.json`. */
function closest(fitting: readonly SourceDescription[], name: string): SourceDescription | undefined {
  const lengthOf = ({ files }: SourceDescription): number =>
    Math.max(
      ...files
        .map((pattern) => basename(pattern).toLowerCase())
        .map((pattern) => (matchesGlob(name, pattern) ? pattern.length : 0)),
    );
  return fitting.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
}

/** The source that reads most of the tables in a file. */
async function readerOfTables(
  file: SourceFile,
  lifter: Lifter,
  tables: TableFinder,
): Promise<SourceDescription | undefined> {
  const held = await tables.held(file);
  if (held instanceof MeridianError) return undefined;
  const counted = lifter.sources.map((source) => ({
    source,
    count: held.filter(({ name }) => source.tables?.some((table) => sameTable(table, name)) === true).length,
  }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  return most === 0 ? undefined : counted.find(({ count }) => count === most)?.source;
}
