import type { NamedNode, Term } from '../../../rdf/terms.ts';
import type { ReadingTracker } from '../../readings.ts';
import type { LogicalSource, Mapping } from '../mapping.ts';
import type { RunOptions } from '../run-mapping.ts';
import { MappingRun } from '../run-mapping.ts';
import { ByteBuffer } from './byte-buffer.ts';
import type { FlatTable } from './flat-table.ts';
import { JoinTables } from './join-tables.ts';
import type { NotedEffects } from './noted-effects.ts';
import { quadSink } from './quad-sink.ts';
import type { StatementGate } from './statement-gate.ts';
import { TermMemory } from './term-memory.ts';

/** What lifting to N-Quads needs beside what every run of a mapping needs. */
export interface NQuadsOptions extends Omit<RunOptions, 'sink'> {
  /** What `open` would read, where it is text in rows and columns; nothing for any other source. */
  readonly table: (source: LogicalSource) => FlatTable | undefined | Promise<FlatTable | undefined>;
  /** What the functions behind `execution` report to. */
  readonly effects: NotedEffects;
  readonly readings?: ReadingTracker;
  /** The graph that statements of a graph of the mapping are written to; undefined where they are left out. */
  readonly graph?: (graph: Term) => Term | undefined;
  /** What may leave. */
  readonly gate?: StatementGate;
}

/** What closures over bytes share. */
export class ByteEngine {
  readonly run: MappingRun;
  readonly options: NQuadsOptions;
  readonly out = new ByteBuffer(1 << 18);
  readonly memory: TermMemory;
  readonly joins: JoinTables;

  constructor(mapping: Mapping, options: NQuadsOptions) {
    const run = new MappingRun(mapping, { ...options, sink: quadSink(this.out, options) });
    this.run = run;
    this.options = options;
    this.memory = new TermMemory(run, options.effects);
    this.joins = new JoinTables(run, options.effects);
  }

  /** The graph that is written for one of the mapping. */
  graph(graph: Term): Term | undefined {
    return this.options.graph === undefined ? graph : this.options.graph(graph);
  }

  gateFor(
    predicate: NamedNode,
    objects: Parameters<StatementGate['looksAt']>[1],
    graphs: readonly Term[],
  ): StatementGate | undefined {
    const { gate } = this.options;
    return graphs.some((graph) => gate?.looksAt(predicate, objects, graph)) ? gate : undefined;
  }
}
