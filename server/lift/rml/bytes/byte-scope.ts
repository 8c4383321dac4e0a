import type { ReferencePlace } from '../../sources/record-source.ts';
import { NotInBytes } from './not-in-bytes.ts';
import type { CurrentRecord } from './current-record.ts';

/** What terms over a row are compiled against. */
export interface ByteScope {
  /** The slot of the row in which the value of a reference stands. */
  slot(reference: string): number;
  /** Where a reference leads. */
  place(reference: string): ReferencePlace;
  readonly current: CurrentRecord;
}

/** The slots of one table: first come, first numbered. Some stand for columns, others for cells that are made. */
export class TableSlots {
  /** By slot: the column, or the number of the made cell. */
  readonly #sources: (string | number)[] = [];
  readonly #columns = new Map<string, number>();
  #made = 1;
  #read = new Set<string>();

  /** How many cells are made, with the one that is always absent. */
  get made(): number {
    return this.#made;
  }

  /** Begins a list of the columns that are asked for from now on. */
  track(): ReadonlySet<string> {
    return (this.#read = new Set());
  }

  ofColumn(column: string): number {
    this.#read.add(column);
    let slot = this.#columns.get(column);
    if (slot === undefined) {
      slot = this.#sources.push(column) - 1;
      this.#columns.set(column, slot);
    }
    return slot;
  }

  /** A slot for a new made cell. */
  ofMade(): number {
    return this.#sources.push(this.#made++) - 1;
  }

  /** The made cell of a slot. */
  cell(slot: number): number {
    const source = this.#sources[slot];
    if (typeof source !== 'number') throw new NotInBytes('A column is no made cell.');
    return source;
  }

  /** The cell of each slot, where the columns have these positions; those that have none, or -1, are absent. */
  cells(positions: ReadonlyMap<string, number>): Int32Array<ArrayBuffer> {
    return Int32Array.from(this.#sources, (source) => {
      if (typeof source === 'number') return source;
      const position = positions.get(source) ?? -1;
      return position < 0 ? 0 : this.#made + position;
    });
  }
}
