/** A protected count: the truth lies between low and high, both included. */
export interface ProtectedCount {
  readonly low: number;
  readonly high: number;
  /**
   * True where fewer patients than the threshold are behind the count: it reads 0 to threshold - 1, zero included. Few
   * patients may have many studies: a count of those reads 0 to a power of ten not below all studies of the node.
   */
  readonly suppressed: boolean;
}

/** How a leaf was understood at a node. */
export interface LeafReceipt {
  /** JSON pointer of the leaf in the definition: `/where/all/0`. */
  readonly path: string;
  readonly state: 'applied' | 'widened' | 'narrowed' | 'unanswerable';
  /** Mapping rows configured for it: `east-modality:12`. Configured, never matched. */
  readonly by: readonly string[];
  /** Share of the provider's things whose value is unknown, in bands. */
  readonly unknown: '<5%' | '5-25%' | '>25%';
}

export type NodeState = 'answered' | 'late' | 'failed' | 'refused';

export interface BreakdownRow {
  readonly values: readonly string[];
  readonly count: ProtectedCount;
}

/** One node's part of a reply. `count` is absent where it did not answer; `error` says why. */
export interface NodeReply {
  readonly node: string;
  readonly state: NodeState;
  readonly ms: number;
  readonly release?: string;
  readonly count?: ProtectedCount;
  readonly breakdown: readonly BreakdownRow[];
  readonly receipt: readonly LeafReceipt[];
  readonly error?: string;
}

/** A reply, as `reply.schema.json` describes it. */
export interface CohortReply {
  /** SHA-256 of the canonical JSON of the definition. */
  readonly definition: string;
  readonly release: string;
  /** RFC 3339, UTC. */
  readonly asked: string;
  readonly total: { readonly low: number; readonly high: number; readonly overlap: 'possible' | 'none' };
  readonly nodes: readonly NodeReply[];
}
