import { MeridianError, withPlace } from '../../../errors.ts';
import type { LogicalSource, LogicalView, TriplesMap } from '../mapping.ts';
import type { ByteEngine } from './byte-engine.ts';
import type { ByteScope } from './byte-scope.ts';
import { TableSlots } from './byte-scope.ts';
import type { RunRow } from './compile-byte-map.ts';
import { compileByteMap } from './compile-byte-map.ts';
import { compileView } from './compile-view.ts';
import { CurrentRecord, Position } from './current-record.ts';
import type { FlatTable } from './flat-table.ts';
import { NotInBytes } from './not-in-bytes.ts';

/** All that is to be done with the rows of one table. */
export interface CompiledTable {
  readonly table: FlatTable;
  readonly slots: TableSlots;
  readonly position: Position;
  readonly runs: readonly TableRun[];
}

/** What runs for each row for one source or view over the table, and the columns that it reads. */
export interface TableRun {
  readonly run: RunRow;
  readonly columns: ReadonlySet<string>;
}

export interface Compilation {
  readonly compiled: CompiledTable | undefined;
  /** The triples maps, by source, that must run record by record. */
  readonly rest: readonly (readonly TriplesMap[])[];
}

/** The source that a view reads the rows of. */
export function tableOf(source: LogicalSource | LogicalView): LogicalSource {
  return source.kind === 'source' ? source : tableOf(source.on);
}

/** Compiles the triples maps over one table, those over the same source or view together. Throws 'bad-mapping'. */
export async function compileTable(
  views: readonly (readonly TriplesMap[])[],
  engine: ByteEngine,
): Promise<Compilation> {
  const source = views[0]?.[0]?.source;
  const table = source === undefined ? undefined : await engine.options.table(tableOf(source));
  if (table === undefined) return { compiled: undefined, rest: views };
  const slots = new TableSlots();
  const position = new Position();
  const runs: TableRun[] = [];
  const rest: (readonly TriplesMap[])[] = [];
  for (const maps of views) {
    try {
      const columns = slots.track();
      runs.push({ run: await compileMaps(maps, slots, position, engine), columns });
    } catch (error) {
      if (!(error instanceof NotInBytes)) throw error;
      rest.push(maps);
    }
  }
  return { compiled: runs.length === 0 ? undefined : { table, slots, position, runs }, rest };
}

async function compileMaps(
  maps: readonly TriplesMap[],
  table: TableSlots,
  position: Position,
  engine: ByteEngine,
): Promise<RunRow> {
  const source = maps[0]?.source;
  if (source === undefined) throw new NotInBytes('No maps.');
  const ofTable = new CurrentRecord(position);
  // Also checks the names of columns and fields, as the record path does.
  const opened = engine.run.open(source);
  const view = source.kind === 'view' ? await compileView(source, table, ofTable, engine) : undefined;
  const current = new CurrentRecord(position, view?.joined);
  const scope: ByteScope = {
    slot(reference) {
      opened.reference(reference);
      if (view === undefined) return table.ofColumn(reference);
      const slot = view.slots.get(reference);
      if (slot === undefined) throw new NotInBytes('A reference to no field.');
      return slot;
    },
    place: (reference) => opened.place(reference),
    current,
  };
  const fills: (() => Promise<void>)[] = [];
  const runs = maps.map((map) => compileByteMap(map, scope, engine, fills));
  for (const fill of fills) await fill();
  const runAll = guardedRuns(runs, current, engine);
  const rows = view?.rows(runAll) ?? runAll;
  return (row) => {
    ofTable.renew();
    rows(row);
  };
}

/** A record that cannot be read costs itself only; the statements that were made before it are kept. */
function guardedRuns(runs: readonly RunRow[], current: CurrentRecord, { options }: ByteEngine): RunRow {
  return (row) => {
    current.renew();
    try {
      for (const run of runs) run(row);
    } catch (error) {
      if (!(error instanceof MeridianError) || error.code !== 'unreadable-source') throw error;
      options.failure(withPlace(error, current.position.origin()));
    }
  };
}
