import type { Origin } from '../../lifter.ts';
import type { SourceRecord, Value } from '../../sources/record-source.ts';
import { noValues } from '../../sources/record-source.ts';
import type { ByteRow } from './byte-row.ts';

/** Where the row stands that is worked on. */
export class Position {
  file = '';
  row = 0;

  origin(): Origin {
    return { file: this.file, row: this.row };
  }
}

/** One record as functions see it. Its references are numbered by whoever reads it at the moment. */
class RowRecord implements SourceRecord {
  readonly origin: Origin;
  readonly joined: readonly Origin[];
  readonly #row: ByteRow;
  slots: readonly number[] = [];

  constructor(origin: Origin, joined: readonly Origin[], row: ByteRow) {
    this.origin = origin;
    this.joined = joined;
    this.#row = row;
  }

  read(slot: number): readonly Value[] {
    const cell = this.#row.columns[this.slots[slot] ?? -1] ?? 0;
    return (this.#row.starts[cell] ?? -1) < 0 ? noValues : [this.#row.text(cell)];
  }
}

/**
 * The record that closures over bytes are at. An object is only made of it where a function is called, and then one for
 * all calls: what is counted once per record is told by it.
 */
export class CurrentRecord {
  readonly position: Position;
  readonly #joined: () => readonly Origin[];
  #record: RowRecord | undefined;

  /** `joined` tells the records of other tables that it is joined with. */
  constructor(position: Position, joined: () => readonly Origin[] = () => []) {
    this.position = position;
    this.#joined = joined;
  }

  /** Another record begins. */
  renew(): void {
    this.#record = undefined;
  }

  /** The record, with the references that stand in these slots of the row. */
  get(row: ByteRow, slots: readonly number[]): SourceRecord {
    this.#record ??= new RowRecord(this.position.origin(), this.#joined(), row);
    this.#record.slots = slots;
    return this.#record;
  }
}
