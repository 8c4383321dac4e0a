import type { Origin } from '../../lifter.ts';
import type { SourceRecord } from '../../sources/record-source.ts';
import { lexicalOf } from '../../sources/record-source.ts';
import type { Extract, Scope } from '../compile-expression.ts';
import { compileExpression } from '../compile-expression.ts';
import { crossProduct } from '../cross-product.ts';
import type { Expression, ViewJoin } from '../mapping.ts';
import type { MappingRun } from '../run-mapping.ts';
import { compileFields } from '../view-fields.ts';
import { ByteBuffer } from './byte-buffer.ts';
import { ByteIndex, ByteKey, grown } from './byte-index.ts';
import type { NotedEffects } from './noted-effects.ts';

/** The rows of the parent of a join, by the values it is joined by: their fields, in bytes. */
export class JoinTable {
  readonly values = new ByteBuffer(1 << 12);
  readonly width: number;
  readonly #index = new ByteIndex();
  /** By row: the next row of the same key; by key: its first and last row; -1 is none. */
  #next = new Int32Array(64);
  #first = new Int32Array(64);
  #last = new Int32Array(64);
  /** By row and field: where the value begins and ends; -1 where there is none. */
  #spans = new Int32Array(256);
  /** By row: where it was read, as the number of the file and the row in it. */
  #places = new Int32Array(128);
  readonly #files: Pick<Origin, 'file' | 'table'>[] = [];
  /** What rows were joined with themselves. */
  readonly #joined = new Map<number, readonly Origin[]>();
  #rows = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** The first row of a key, or -1. */
  find(key: ByteKey): number {
    const number = this.#index.find(key);
    return number < 0 ? -1 : (this.#first[number] ?? -1);
  }

  next(row: number): number {
    return this.#next[row] ?? -1;
  }

  start(row: number, field: number): number {
    return this.#spans[(row * this.width + field) * 2] ?? -1;
  }

  end(row: number, field: number): number {
    return this.#spans[(row * this.width + field) * 2 + 1] ?? -1;
  }

  /** The records that a row is made of. */
  origins(row: number): readonly Origin[] {
    const file = this.#files[this.#places[row * 2] ?? 0];
    const own = { ...(file ?? { file: '' }), row: this.#places[row * 2 + 1] ?? 0 };
    return [own, ...(this.#joined.get(row) ?? [])];
  }

  add(key: ByteKey, fields: readonly (string | undefined)[], record: SourceRecord): void {
    const row = this.#rows++;
    if (row === this.#next.length) {
      this.#next = grown(this.#next, row * 2);
      this.#places = grown(this.#places, row * 4);
    }
    this.#note(row, record);
    const needed = this.#rows * this.width * 2;
    if (needed > this.#spans.length) this.#spans = grown(this.#spans, needed * 2);
    fields.forEach((value, field) => {
      const at = (row * this.width + field) * 2;
      this.#spans[at] = value === undefined ? -1 : this.values.at;
      if (value !== undefined) this.values.appendText(value);
      this.#spans[at + 1] = value === undefined ? -1 : this.values.at;
    });
    this.#next[row] = -1;
    const number = this.#index.find(key);
    if (number >= 0) {
      this.#next[this.#last[number] ?? 0] = row;
      this.#last[number] = row;
      return;
    }
    const added = this.#index.add(key);
    if (added >= this.#first.length) {
      this.#first = grown(this.#first, added * 2);
      this.#last = grown(this.#last, added * 2);
    }
    this.#first[added] = this.#last[added] = row;
  }

  #note(row: number, { origin: { file, table, row: number = 0 }, joined = [] }: SourceRecord): void {
    const last = this.#files.at(-1);
    if (last?.file !== file || last.table !== table)
      this.#files.push({ file, ...(table === undefined ? {} : { table }) });
    this.#places[row * 2] = this.#files.length - 1;
    this.#places[row * 2 + 1] = number;
    if (joined.length > 0) this.#joined.set(row, joined);
  }
}

/** The parents of joins. One that several joins look into by the same values is read and held once. */
export class JoinTables {
  readonly #run: MappingRun;
  readonly #effects: NotedEffects;
  readonly #tables = new Map<string, JoinTable>();

  constructor(run: MappingRun, effects: NotedEffects) {
    this.#run = run;
    this.#effects = effects;
  }

  /** The table of a join by these expressions of its parent, filled. */
  async of({ parent, fields }: ViewJoin, keys: readonly Expression[]): Promise<JoinTable> {
    const name = JSON.stringify([parent.key, keys, fields]);
    const held = this.#tables.get(name);
    if (held !== undefined) return held;
    const before = this.#effects.count;
    const source = this.#run.open(parent);
    const { execution } = this.#run.options;
    const scope: Scope = { reference: (reference) => source.reference(reference), execution };
    const compiled = compileFields(fields, source, '', execution);
    const sides = keys.map((key) => compileExpression(key, scope));
    const table = new JoinTable(compiled.names.length);
    for await (const record of source.records()) {
      const values = keysOf(record, sides);
      if (values.length === 0) continue;
      const rows = compiled.rows(record).map((row) => row.map((value) => value && lexicalOf(value)));
      for (const parts of values) {
        writeKey(parts);
        for (const row of rows) table.add(key, row, record);
      }
    }
    this.#effects.take();
    // What functions report is reported for each reading, as the record path does.
    if (this.#effects.count === before) this.#tables.set(name, table);
    return table;
  }
}

const key = new ByteKey();
const part = new ByteBuffer(1 << 10);

function writeKey(parts: readonly string[]): void {
  key.begin(0);
  for (const text of parts) {
    part.at = 0;
    part.appendText(text);
    key.addSpan(part.bytes, 0, part.at);
  }
}

/** Every combination of values of all sides, each once. */
function keysOf(record: SourceRecord, sides: readonly Extract[]): string[][] {
  let keys: string[][] = [[]];
  for (const side of sides) {
    const values = [...new Set(side(record).map(lexicalOf))];
    if (values.length === 0) return [];
    keys = crossProduct(keys, values, (head, value) => [...head, value]);
  }
  return keys;
}
