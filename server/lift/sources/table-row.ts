import type { Origin } from '../lifter.ts';
import type { SourceRecord, Value } from './record-source.ts';
import { noValues } from './record-source.ts';
import type { Cells } from './table-rows.ts';

/** One row of a table; an empty cell, and one that means "no value", has none. */
export class TableRow implements SourceRecord {
  readonly origin: Origin;
  readonly #cells: Cells;
  readonly #columns: readonly number[];
  readonly #nulls: ReadonlySet<string>;

  /** `columns` are the positions of the references, by slot. */
  constructor(origin: Origin, cells: Cells, columns: readonly number[], nulls: ReadonlySet<string>) {
    this.origin = origin;
    this.#cells = cells;
    this.#columns = columns;
    this.#nulls = nulls;
  }

  read(slot: number): readonly Value[] {
    const cell = this.#cells[this.#columns[slot] ?? -1];
    return cell === undefined || cell === '' || this.#nulls.has(cell) ? noValues : [cell];
  }
}
