import type { ErrorCode, Place } from '../errors.ts';
import type { GraphChange } from './store.ts';

/** A graph as the worker takes it: N-Triples compressed with zstd; without bytes the graph is removed. */
export interface CompressedGraph {
  readonly graph: string;
  readonly compressed: Uint8Array | undefined;
  /** How to get there from what stands in the graph, where that is less to do. */
  readonly change?: GraphChange;
}

/** What the worker is asked. One at a time: the queue is kept by the main thread, so that nothing is lost with it. */
export type OxigraphTask =
  | {
      readonly kind: 'query';
      readonly text: string;
      readonly defaultGraphs: readonly string[];
      readonly namedGraphs: readonly string[];
      readonly mediaType: string;
      readonly baseIri: string | undefined;
    }
  | { readonly kind: 'replace'; readonly graphs: readonly CompressedGraph[] }
  | { readonly kind: 'count' };

export interface OxigraphRequest {
  readonly id: number;
  readonly task: OxigraphTask;
}

/** A failure in a form that crosses threads. After a fatal one the worker must not be used again. */
export interface OxigraphFailure {
  readonly fatal: boolean;
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: Place;
  readonly advice?: string;
}

export type OxigraphReply =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly count: number }
  | { readonly id: number; readonly failure: OxigraphFailure };
