import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import type { SourceFile } from './lifter.ts';
import type { RegisteredSource } from './source-registry.ts';
import { filesNamed, isHidden, matchesFile } from './sources/source-files.ts';
import type { TableFinder } from './sources/table-finder.ts';
import { heldTwice } from './sources/table-finder.ts';
import { sameTable } from './sources/table-name.ts';

export interface CheckedFiles {
  readonly failures: readonly MeridianError[];
  /** Files that the source leaves out on purpose. */
  readonly notes: readonly { readonly message: string; readonly place: Place }[];
}

/**
 * Holds the files of a delivery against what their source reads, before any is read: a required file or table that is
 * not there, a table that is there twice, and a file that nothing reads, whose name may be misspelt. Any of them would
 * be data lost, or counted twice, without a word.
 */
export async function checkFiles(
  source: RegisteredSource,
  files: readonly SourceFile[],
  tables: TableFinder,
): Promise<CheckedFiles> {
  const { failures, notes } = await unreadFiles(source, files, tables);
  return {
    failures: [
      ...missingFiles(source, files),
      ...(files.length === 0 ? [] : await checkTables(source, tables)),
      ...failures,
    ],
    notes,
  };
}

function missingFiles({ name, settings }: RegisteredSource, files: readonly SourceFile[]): MeridianError[] {
  return (settings.required ?? [])
    .filter((pattern) => !isTable(settings.tables, pattern) && filesNamed(files, pattern).length === 0)
    .map(
      (pattern) =>
        new MeridianError('unreadable-source', `The delivery lacks the file ${pattern}.`, {
          place: { file: pattern },
          advice: `The source "${name}" needs it; an empty table still has its header.`,
        }),
    );
}

async function checkTables(
  { name, settings }: RegisteredSource,
  tables: TableFinder,
): Promise<MeridianError[]> {
  const failures: MeridianError[] = [];
  for (const table of settings.tables ?? []) {
    const holders = await tables.holders(table);
    if (holders.length > 1) failures.push(heldTwice(table, holders));
    if (holders.length > 0 || !isTable(settings.required, table)) continue;
    failures.push(
      new MeridianError('unreadable-source', `The delivery lacks the table ${table}.`, {
        place: { table },
        advice: `The source "${name}" needs it, as ${table}.csv, .tsv or .parquet, in a database file or a workbook; an empty table still has its header.`,
      }),
    );
  }
  return failures;
}

/** Files that the source does not read: a failure each, or a note where the source leaves them out on purpose. */
async function unreadFiles(
  { name, files: patterns, settings }: RegisteredSource,
  files: readonly SourceFile[],
  tables: TableFinder,
): Promise<CheckedFiles> {
  const failures: MeridianError[] = [];
  const notes: { message: string; place: Place }[] = [];
  const message = `The source "${name}" does not read this file`;
  for (const file of files) {
    const { path } = file;
    if (isHidden(path) || matchesAny(patterns, path)) continue;
    const held = settings.tables === undefined ? [] : await tables.held(file);
    if (held instanceof MeridianError) {
      failures.push(held);
    } else if (held.some((holder) => isTable(settings.tables, holder.name))) {
      continue;
    } else if (matchesAny(settings.ignored, path)) {
      notes.push({ message: `${message}; it was left out.`, place: { file: path } });
    } else {
      const asked = settings.tables === undefined ? [] : [`the tables ${settings.tables.join(', ')}`];
      failures.push(
        new MeridianError('unreadable-source', `${message}.`, {
          place: { file: path },
          advice: `It reads ${[...patterns, ...asked].join(', ')}. Mend the name, or leave the file out.`,
        }),
      );
    }
  }
  return { failures, notes };
}

function isTable(tables: readonly string[] | undefined, name: string): boolean {
  return tables?.some((table) => sameTable(table, name)) === true;
}

function matchesAny(patterns: readonly string[] | undefined, path: string): boolean {
  return patterns?.some((pattern) => matchesFile(pattern, path)) === true;
}
