import { MeridianError, withPlace } from '../../errors.ts';
import type { Origin } from '../lifter.ts';
import type { RecordSource, ReferencePlace, SourceRecord, Value } from '../sources/record-source.ts';
import { noValues } from '../sources/record-source.ts';
import type { Extract, Scope } from './compile-expression.ts';
import { compileExpression } from './compile-expression.ts';
import { HashJoin } from './hash-join.ts';
import type { LogicalSource, LogicalView, ViewJoin } from './mapping.ts';
import type { CompiledFields } from './view-fields.ts';
import { compileFields } from './view-fields.ts';

interface ViewOptions {
  readonly execution: Scope['execution'];
  readonly failure: (error: MeridianError) => void;
}

type Open = (source: LogicalSource | LogicalView) => RecordSource;

/** One row of a view: a value per field, or none. */
class ViewRow implements SourceRecord {
  readonly origin: Origin;
  readonly joined: readonly Origin[];
  readonly values: readonly (Value | undefined)[];

  constructor(origin: Origin, joined: readonly Origin[], values: readonly (Value | undefined)[]) {
    this.origin = origin;
    this.joined = joined;
    this.values = values;
  }

  read(slot: number): readonly Value[] {
    const value = this.values[slot];
    return value === undefined ? noValues : [value];
  }
}

interface CompiledJoin {
  readonly type: ViewJoin['type'];
  readonly source: RecordSource;
  readonly parents: readonly Extract[];
  readonly children: readonly Extract[];
  readonly fields: CompiledFields;
  readonly index: HashJoin<SourceRecord>;
}

/**
 * Opens a logical view as a source whose references are its field names (RML-LV, subset: expression fields, iterable
 * fields, left and inner joins). Fields within an iterable field are named `outer.inner`. Joins are hash joins: the
 * records of the parent are held, those of the view stream.
 */
export function openView(view: LogicalView, open: Open, options: ViewOptions): RecordSource {
  const base = open(view.on);
  const own = compileFields(view.fields, base, '', options.execution);
  // Conditions speak of the view's own fields.
  const ownScope = scopeOfNames(view, own.names, options.execution);
  const joins = view.joins.map((join): CompiledJoin => {
    const source = open(join.parent);
    const scope: Scope = { reference: (name) => source.reference(name), execution: options.execution };
    const fields = compileFields(join.fields, source, '', options.execution);
    return {
      type: join.type,
      source,
      parents: join.conditions.map(({ parent }) => compileExpression(parent, scope)),
      children: join.conditions.map(({ child }) => compileExpression(child, ownScope)),
      fields: { ...fields, places: fields.places.map((place) => elsewhere(place, join.parent)) },
      index: new HashJoin(),
    };
  });
  const names = [...own.names, ...joins.flatMap((join) => join.fields.names)];
  const places = [...own.places, ...joins.flatMap((join) => join.fields.places)];
  const scope = scopeOfNames(view, names, options.execution);
  return {
    reference: (name) => scope.reference(name),
    place: (name) => places[names.indexOf(name)] ?? { reference: name },
    records: () => viewRows(base, own, joins, options.failure),
  };
}

async function* viewRows(
  base: RecordSource,
  own: CompiledFields,
  joins: readonly CompiledJoin[],
  failure: (error: MeridianError) => void,
): AsyncGenerator<ViewRow> {
  for (const { source, parents, index } of joins) {
    for await (const record of source.records()) index.add(record, parents, record);
  }
  for await (const record of base.records()) {
    let rows: ViewRow[] = [];
    try {
      rows = own.rows(record).map((values) => new ViewRow(record.origin, record.joined ?? [], values));
      for (const join of joins) rows = rows.flatMap((row) => joined(row, join));
    } catch (error) {
      if (!(error instanceof MeridianError) || error.code !== 'unreadable-source') throw error;
      failure(withPlace(error, record.origin));
    }
    yield* rows;
  }
}

function joined(row: ViewRow, join: CompiledJoin): ViewRow[] {
  const rows: ViewRow[] = [];
  for (const parent of join.index.find(row, join.children)) {
    for (const values of join.fields.rows(parent)) {
      const origins = [...row.joined, parent.origin, ...(parent.joined ?? [])];
      rows.push(new ViewRow(row.origin, origins, [...row.values, ...values]));
    }
  }
  if (rows.length > 0 || join.type === 'inner') return rows;
  const nothing = join.fields.names.map(() => undefined);
  return [new ViewRow(row.origin, row.joined, [...row.values, ...nothing])];
}

function scopeOfNames(
  view: LogicalView,
  names: readonly string[],
  execution: ViewOptions['execution'],
): Scope {
  return {
    execution,
    reference(name) {
      const slot = names.indexOf(name);
      if (slot >= 0) return slot;
      throw new MeridianError('bad-mapping', `The logical view has no field "${name}".`, {
        advice: `Its fields are ${names.join(', ')} (over ${view.key}).`,
      });
    },
  };
}

function elsewhere(place: ReferencePlace, parent: LogicalSource | LogicalView): ReferencePlace {
  if (place.from !== undefined) return place;
  let source = parent;
  while (source.kind === 'view') source = source.on;
  return { ...place, from: source.file };
}
