import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { isHidden } from './source-files.ts';
import { tableFormatOf } from './table-formats.ts';
import type { TableOptions } from './table-format.ts';
import { sameTable } from './table-name.ts';
import type { TableHolder } from './table-rows.ts';

/** The tables that a file holds, or why that cannot be told. */
export type HeldTables = readonly TableHolder[] | MeridianError;

/**
 * Finds tables in the files of a delivery, whatever holds them. Files are opened when a table is first asked for, each
 * once, and closed together.
 */
export class TableFinder implements AsyncDisposable {
  readonly #files: readonly SourceFile[];
  readonly #options: TableOptions;
  readonly #open = new AsyncDisposableStack();
  readonly #held = new Map<SourceFile, Promise<HeldTables>>();

  constructor(files: readonly SourceFile[], options: Omit<TableOptions, 'keep'>) {
    this.#files = files.filter(({ path }) => !isHidden(path));
    this.#options = { ...options, keep: (resource) => this.#open.use(resource) };
  }

  /** What a file holds; none for a file that is of no format of tables. */
  held(file: SourceFile): Promise<HeldTables> {
    let held = this.#held.get(file);
    if (held === undefined) this.#held.set(file, (held = this.#look(file)));
    return held;
  }

  /** All that hold the table, in the order of their paths. */
  async holders(table: string): Promise<readonly TableHolder[]> {
    const found: TableHolder[] = [];
    for (const file of this.#files) {
      const held = await this.held(file);
      if (held instanceof MeridianError) continue;
      found.push(...held.filter(({ name }) => sameTable(name, table)));
    }
    return found.sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#open.disposeAsync();
  }

  async #look(file: SourceFile): Promise<HeldTables> {
    try {
      return (await tableFormatOf(file.path)?.open(file, this.#options)) ?? [];
    } catch (error) {
      if (error instanceof MeridianError) return error;
      throw error;
    }
  }
}

/** Two holders of one table: neither is read, since both would count every row twice. */
export function heldTwice(table: string, holders: readonly TableHolder[]): MeridianError {
  const [first] = holders;
  const names = holders.map(({ file, table: within }) =>
    within === undefined ? file.path : `${file.path} (${within})`,
  );
  return new MeridianError('unreadable-source', `The table ${table} is there twice: ${names.join(', ')}.`, {
    place: { ...(first === undefined ? {} : { file: first.file.path }), table },
    advice: 'Deliver it once: leave out all but one of them.',
  });
}
