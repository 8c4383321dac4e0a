import type { Place } from '../../errors.ts';
import { MeridianError, withPlace } from '../../errors.ts';
import type { Origin } from '../lifter.ts';
import type { RecordSource, SourceRecord } from '../sources/record-source.ts';
import type { Extract, Scope } from './compile-expression.ts';
import { compileExpression, referencesOf } from './compile-expression.ts';
import type { TermScope } from './compile-term-map.ts';
import { BlankNodes } from './compile-term-map.ts';
import type { JoinIndexes, MadeSubject, RunRecord, TripleSink } from './compile-triples-map.ts';
import { compileSubjects, compileTriplesMap } from './compile-triples-map.ts';
import { HashJoin } from './hash-join.ts';
import type {
  FunctionExecution,
  JoinCondition,
  LogicalSource,
  LogicalView,
  Mapping,
  TermMap,
  TriplesMap,
} from './mapping.ts';
import { openView } from './view-source.ts';

/** What a mapping needs of the world to run. */
export interface RunOptions {
  /** Relative IRIs are put behind it, unless the triples map states its own base (RML-Core, base IRI). */
  readonly baseIri: string;
  /** The records of a logical source; a new reading on each call. Throws 'bad-mapping' or 'unreadable-source'. */
  readonly open: (source: LogicalSource) => RecordSource;
  readonly execution: (execution: FunctionExecution, scope: Scope) => Extract;
  readonly sink: TripleSink;
  /** A record or value that cannot be used; the run goes on with the next. */
  readonly failure: (error: MeridianError) => void;
}

/**
 * Runs a mapping: each distinct source is read once for all triples maps over it, and once more for each join that
 * looks into it. Records stream; only join indexes are held.
 */
export async function runMapping(mapping: Mapping, options: RunOptions): Promise<void> {
  const blankNodes = new BlankNodes();
  const scopeOver = (source: RecordSource): TermScope => ({
    reference: (expression) => source.reference(expression),
    execution: options.execution,
    baseIri: options.baseIri,
    blankNodes,
    dataError: (record, message, map) => {
      options.failure(
        new MeridianError('unreadable-source', message, {
          place: placeOf(record.origin, columnOf(map, source)),
        }),
      );
    },
  });
  const open = (source: LogicalSource | LogicalView): RecordSource =>
    source.kind === 'source' ? options.open(source) : openView(source, open, options);

  for (const maps of bySource(mapping)) {
    const [first] = maps;
    if (first === undefined) continue;
    const indexes = new Map<
      string,
      { parent: TriplesMap; conditions: readonly JoinCondition[]; index: HashJoin<MadeSubject> }
    >();
    const joins: JoinIndexes = (parent, conditions) => {
      const index = new HashJoin<MadeSubject>();
      indexes.set(String(indexes.size), { parent, conditions, index });
      return index;
    };
    const source = open(first.source);
    const scope = scopeOver(source);
    const runs: RunRecord[] = maps.map((map) => compileTriplesMap(map, mapping, scope, joins));
    for (const { parent, conditions, index } of indexes.values()) {
      await fillIndex(index, parent, conditions, open(parent.source), scopeOver, options);
    }
    for await (const record of source.records()) {
      guarded(record, options.failure, () => {
        for (const run of runs) run(record, options.sink);
      });
    }
  }
}

async function fillIndex(
  index: HashJoin<MadeSubject>,
  parent: TriplesMap,
  conditions: readonly JoinCondition[],
  source: RecordSource,
  scopeOver: (source: RecordSource) => TermScope,
  { failure, sink }: Pick<RunOptions, 'failure' | 'sink'>,
): Promise<void> {
  const scope = scopeOver(source);
  const subjects = compileSubjects(parent, scope);
  const keys = conditions.map((condition) => compileExpression(condition.parent, scope));
  for await (const record of source.records()) {
    guarded(record, failure, () => {
      for (const subject of subjects(record)) index.add(record, keys, subject);
    });
    sink.readings?.drop();
  }
}

/** A record that cannot be read costs itself only; whatever is not about the data is thrown on. */
function guarded(record: SourceRecord, failure: (error: MeridianError) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof MeridianError) || error.code !== 'unreadable-source') throw error;
    failure(withPlace(error, placeOf(record.origin)));
  }
}

/** An origin with the column, as a place. */
export function placeOf(origin: Origin, column?: string): Place {
  return {
    file: origin.file,
    ...(origin.table === undefined ? {} : { table: origin.table }),
    ...(origin.row === undefined ? {} : { row: origin.row }),
    ...(origin.line === undefined ? {} : { line: origin.line }),
    ...(origin.pointer === undefined ? {} : { pointer: origin.pointer }),
    ...(column === undefined ? {} : { column }),
  };
}

function columnOf(map: TermMap, source: RecordSource): string | undefined {
  const [reference] = referencesOf(map.expression);
  return reference === undefined ? undefined : source.place(reference).reference;
}

function bySource(mapping: Mapping): TriplesMap[][] {
  const groups = new Map<string, TriplesMap[]>();
  for (const map of mapping.triplesMaps.values()) {
    const group = groups.get(map.source.key);
    if (group === undefined) groups.set(map.source.key, [map]);
    else group.push(map);
  }
  return [...groups.values()];
}
