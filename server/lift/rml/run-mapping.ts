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
  const run = new MappingRun(mapping, options);
  for (const maps of run.bySource()) await run.runMaps(maps);
}

/** A mapping on its way through its sources; blank nodes are shared by all of them. */
export class MappingRun {
  readonly mapping: Mapping;
  readonly options: RunOptions;
  readonly blankNodes = new BlankNodes();

  constructor(mapping: Mapping, options: RunOptions) {
    this.mapping = mapping;
    this.options = options;
  }

  /** The triples maps, those over one source together. */
  bySource(): TriplesMap[][] {
    const groups = new Map<string, TriplesMap[]>();
    for (const map of this.mapping.triplesMaps.values()) {
      const group = groups.get(map.source.key);
      if (group === undefined) groups.set(map.source.key, [map]);
      else group.push(map);
    }
    return [...groups.values()];
  }

  /** Runs triples maps over one source. What is called `after` each record may ask it to wait. */
  async runMaps(maps: readonly TriplesMap[], after?: () => Promise<void> | undefined): Promise<void> {
    const [first] = maps;
    if (first === undefined) return;
    const { failure, sink } = this.options;
    const fills: (() => Promise<void>)[] = [];
    const source = this.open(first.source);
    const scope = this.scopeOver(source);
    const runs: RunRecord[] = maps.map((map) =>
      compileTriplesMap(map, this.mapping, scope, this.joins(fills)),
    );
    for (const fill of fills) await fill();
    for await (const record of source.records()) {
      guarded(record, failure, () => {
        for (const run of runs) run(record, sink);
      });
      const waiting = after?.();
      if (waiting !== undefined) await waiting;
    }
  }

  open(source: LogicalSource | LogicalView): RecordSource {
    return source.kind === 'source'
      ? this.options.open(source)
      : openView(source, (inner) => this.open(inner), this.options);
  }

  scopeOver(source: RecordSource): TermScope {
    const { execution, baseIri, failure } = this.options;
    return {
      reference: (expression) => source.reference(expression),
      place: (expression) => source.place(expression),
      execution,
      baseIri,
      blankNodes: this.blankNodes,
      dataError: (record, message, map) => {
        failure(
          new MeridianError('unreadable-source', message, {
            place: placeOf(record.origin, columnOf(map, source)),
          }),
        );
      },
    };
  }

  /** Gives indexes that are empty until all of `fills` have been run. */
  joins(fills: (() => Promise<void>)[]): JoinIndexes {
    return (parent, conditions) => {
      const index = new HashJoin<MadeSubject>();
      fills.push(() => this.#fill(index, parent, conditions));
      return index;
    };
  }

  async #fill(
    index: HashJoin<MadeSubject>,
    parent: TriplesMap,
    conditions: readonly JoinCondition[],
  ): Promise<void> {
    const source = this.open(parent.source);
    const scope = this.scopeOver(source);
    const subjects = compileSubjects(parent, scope);
    const keys = conditions.map((condition) => compileExpression(condition.parent, scope));
    for await (const record of source.records()) {
      guarded(record, this.options.failure, () => {
        for (const subject of subjects(record)) index.add(record, keys, subject);
      });
      this.options.sink.readings?.drop();
    }
  }
}

/** A record that cannot be read costs itself only; whatever is not about the data is thrown on. */
export function guarded(
  record: Pick<SourceRecord, 'origin'>,
  failure: (error: MeridianError) => void,
  work: () => void,
): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof MeridianError) || error.code !== 'unreadable-source') throw error;
    failure(withPlace(error, placeOf(record.origin)));
  }
}

/** Whether a reference is said as a tag: `(0008,0060)`, or a path of tags. */
export function isDicomTag(reference: string): boolean {
  return /^\([0-9A-F]{4},[0-9A-F]{4}\)/.test(reference);
}

/** An origin with the column or tag, as a place. */
export function placeOf(origin: Origin, column?: string): Place {
  return {
    file: origin.file,
    ...(origin.table === undefined ? {} : { table: origin.table }),
    ...(origin.row === undefined ? {} : { row: origin.row }),
    ...(origin.line === undefined ? {} : { line: origin.line }),
    ...(origin.pointer === undefined ? {} : { pointer: origin.pointer }),
    ...(column === undefined ? {} : isDicomTag(column) ? { tag: column } : { column }),
  };
}

export function columnOf(map: TermMap, source: RecordSource): string | undefined {
  const [reference] = referencesOf(map.expression);
  return reference === undefined ? undefined : source.place(reference).reference;
}
