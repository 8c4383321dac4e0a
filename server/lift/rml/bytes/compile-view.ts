import { MeridianError, withPlace } from '../../../errors.ts';
import { isLiteral } from '../../../rdf/terms.ts';
import { mer, rml, xsd } from '../../../rdf/vocabulary.ts';
import type { Origin } from '../../lifter.ts';
import { limitCombinations } from '../cross-product.ts';
import type { Expression, Field, LogicalSource, LogicalView, ViewJoin } from '../mapping.ts';
import { compileParts } from './append-value.ts';
import { ByteBuffer } from './byte-buffer.ts';
import type { ByteEngine } from './byte-engine.ts';
import { ByteKey } from './byte-index.ts';
import type { ByteRow } from './byte-row.ts';
import type { ByteScope, TableSlots } from './byte-scope.ts';
import { hasAll } from './byte-term.ts';
import type { RunRow } from './compile-byte-map.ts';
import type { CurrentRecord } from './current-record.ts';
import type { JoinTable } from './join-tables.ts';
import { NotInBytes } from './not-in-bytes.ts';

/** One step on the way from a row of a table to the rows of a view: goes on with `next` for each way there is. */
type Step = (next: RunRow) => RunRow;

/** A view compiled: where its fields stand, and how its rows are made. */
export interface CompiledView {
  readonly slots: ReadonlyMap<string, number>;
  /** Runs something for each row of the view that a row of the table makes. */
  rows(run: RunRow): RunRow;
  /** The records of other tables that the row at hand was joined with. */
  readonly joined: () => readonly Origin[];
}

/**
 * Compiles a logical view over a flat table (RML-LV, expression fields, left and inner joins): plain references are
 * cells of the table, everything else is a cell made for the row. Throws {@link NotInBytes} for nested fields, views on
 * views, and joins with parents whose values are not plain texts.
 */
export async function compileView(
  view: LogicalView,
  table: TableSlots,
  current: CurrentRecord,
  engine: ByteEngine,
): Promise<CompiledView> {
  if (view.on.kind === 'view') throw new NotInBytes('A view on a view.');
  const scope: ByteScope = {
    slot: (column) => table.ofColumn(column),
    place: (reference) => ({ reference }),
    current,
  };
  const slots = new Map<string, number>();
  const steps: Step[] = [];
  for (const field of view.fields) {
    const expression = expressionOf(field);
    if (expression.kind === 'reference') {
      slots.set(field.name, table.ofColumn(expression.reference));
      continue;
    }
    const slot = table.ofMade();
    slots.set(field.name, slot);
    steps.push(fieldStep(expression, table.cell(slot), scope, engine));
  }
  const parents: (() => readonly Origin[])[] = [];
  const fieldSlots = new Map(slots);
  for (const join of view.joins) {
    const cells = join.fields.map((field) => {
      const { kind } = expressionOf(field);
      if (kind === 'function' || kind === 'conditional')
        throw new NotInBytes('A function in a field of a join.');
      const slot = table.ofMade();
      slots.set(field.name, slot);
      return table.cell(slot);
    });
    const { step, origins } = await joinStep(join, cells, fieldSlots, engine);
    steps.push(step);
    parents.push(origins);
  }
  return {
    slots,
    joined: () => parents.flatMap((origins) => origins()),
    rows: (run) => {
      const chained = steps.reduceRight((next, step) => step(next), run);
      if (steps.length === 0) return chained;
      return (row) => {
        row.release(0);
        combinations = 1;
        try {
          chained(row);
        } catch (error) {
          if (!(error instanceof MeridianError) || error.code !== 'unreadable-source') throw error;
          engine.options.failure(withPlace(error, current.position.origin()));
        }
      };
    },
  };
}

/** How many rows the fields of the row at hand make. */
let combinations = 1;

function expressionOf(field: Field): Expression {
  if (field.kind === 'iterable') throw new NotInBytes('A field with an iterator.');
  const { expression } = field;
  if (expression.kind !== 'constant') return expression;
  const { term } = expression;
  if (isLiteral(term) && term.language === '' && term.datatype.equals(xsd.string)) return expression;
  throw new NotInBytes('A field that is no plain text.');
}

function fieldStep(expression: Expression, cell: number, scope: ByteScope, engine: ByteEngine): Step {
  if (expression.kind === 'function' || expression.kind === 'conditional') {
    const values = engine.memory.values(expression, scope);
    return (next) => (row) => {
      const { bytes, count, starts, ends } = values.results(row);
      const made = row.madeEnd;
      if (count < 2) {
        if (count === 0) row.clear(cell);
        else row.put(cell, bytes, starts[0] ?? 0, ends[0] ?? 0);
        next(row);
      } else {
        // The results are good until the next look-up only.
        const texts = Array.from({ length: count }, (_, index) => bytes.slice(starts[index], ends[index]));
        const outer = combinations;
        combinations *= count;
        limitCombinations(combinations);
        for (const text of texts) {
          row.put(cell, text, 0, text.length);
          next(row);
          row.release(made);
        }
        combinations = outer;
      }
      row.release(made);
    };
  }
  const template =
    expression.kind === 'template'
      ? expression.template
      : [{ text: expression.kind === 'constant' ? expression.term.value : '' }];
  const { slots, append } = compileParts(
    template,
    scope,
    (text) => text,
    (out, from, start, end) => {
      out.appendSpan(from, start, end);
    },
    '',
    '',
  );
  const scratch = new ByteBuffer(256);
  const never = expression.kind === 'none';
  return (next) => (row) => {
    const made = row.madeEnd;
    if (never || !hasAll(row, slots)) {
      row.clear(cell);
    } else {
      scratch.at = 0;
      append(row, scratch);
      row.put(cell, scratch.bytes, 0, scratch.at);
    }
    next(row);
    row.release(made);
  };
}

async function joinStep(
  join: ViewJoin,
  cells: readonly number[],
  slots: ReadonlyMap<string, number>,
  engine: ByteEngine,
): Promise<{ step: Step; origins: () => readonly Origin[] }> {
  if (!isPlain(join.parent)) throw new NotInBytes('The parent of a join is no table.');
  const slotOf = (expression: Expression): number => {
    const slot = expression.kind === 'reference' ? slots.get(expression.reference) : undefined;
    if (slot === undefined) throw new NotInBytes('A join by something else than a field.');
    return slot;
  };
  // A side that is a constant is no key but a filter: views that differ in it only share their table.
  const filters = join.conditions.flatMap(({ child, parent }) =>
    parent.kind === 'constant'
      ? [{ slot: slotOf(child), bytes: new TextEncoder().encode(parent.term.value) }]
      : [],
  );
  const keyed = join.conditions.filter(({ parent }) => parent.kind !== 'constant');
  const sides = keyed.map(({ child }) =>
    child.kind === 'constant' ? new TextEncoder().encode(child.term.value) : slotOf(child),
  );
  const table = await engine.joins.of(
    join,
    keyed.map(({ parent }) => parent),
  );
  const inner = join.type === 'inner';
  let parent = -1;
  const step: Step = (next) => (row) => {
    const made = row.madeEnd;
    parent = filters.every((filter) => equalsCell(row, filter.slot, filter.bytes))
      ? find(table, row, sides)
      : -1;
    if (parent < 0) {
      if (inner) return;
      for (const cell of cells) row.clear(cell);
      next(row);
      return;
    }
    for (; parent >= 0; parent = table.next(parent)) {
      for (let field = 0; field < cells.length; field++) {
        const start = table.start(parent, field);
        const cell = cells[field] ?? 0;
        if (start < 0) row.clear(cell);
        else row.put(cell, table.values.bytes, start, table.end(parent, field));
      }
      next(row);
      row.release(made);
    }
  };
  return { step, origins: () => (parent < 0 ? [] : table.origins(parent)) };
}

const key = new ByteKey();

/** The first row that is joined by the values in these slots and by these constants; -1 for none. */
function find(table: JoinTable, row: ByteRow, sides: readonly (number | Uint8Array)[]): number {
  key.begin(0);
  for (const side of sides) {
    if (typeof side !== 'number') key.addSpan(side, 0, side.length);
    else if (!key.addCell(row, row.columns[side] ?? 0)) return -1;
  }
  return table.find(key);
}

function equalsCell(row: ByteRow, slot: number, wanted: Uint8Array): boolean {
  const cell = row.columns[slot] ?? 0;
  const start = row.starts[cell] ?? -1;
  if (start < 0 || (row.ends[cell] ?? -1) - start !== wanted.length) return false;
  const { bytes } = row;
  for (let index = 0; index < wanted.length; index++)
    if (bytes[start + index] !== wanted[index]) return false;
  return true;
}

function isPlain(source: LogicalSource | LogicalView): boolean {
  if (source.kind === 'source') {
    return source.formulation === rml.CSV.value || source.formulation === mer.Table.value;
  }
  const fields = [source.fields, ...source.joins.map((join) => join.fields)].flat();
  return (
    fields.every((field) => field.kind === 'expression' && field.expression.kind !== 'constant') &&
    isPlain(source.on) &&
    source.joins.every((join) => isPlain(join.parent))
  );
}
