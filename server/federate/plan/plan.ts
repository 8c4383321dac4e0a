import type { LeafReference, Operation } from './algebra.ts';

/** A part of a query that the nodes answer as one query of their own. */
export interface Leaf {
  /** All nodes, or any one of them where each has the whole answer. */
  readonly ask: 'all' | 'one';
  /** How the nodes' rows become one: all of them, or each once. */
  readonly merge: 'bag' | 'set';
  /** What the nodes are sent; asks each for one row more than `maximumRows`, so that an excess is seen. */
  readonly text: string;
  /** Most rows that are taken, from one node and from all. */
  readonly maximumRows: number;
  /** The columns, in order. */
  readonly variables: readonly string[];
  /** A count: a node whose row says 0 here has nothing to say, and its row is left out. */
  readonly present?: string;
}

/** How a query is answered: what nodes are asked, and what the hub makes of their rows. */
export interface Plan {
  readonly leaves: readonly Leaf[];
  /** Holds a `leaf` in place of each leaf's rows; the query has been answered where it is nothing but one. */
  readonly residual: Operation;
  /** Whether the answer over fewer nodes is still true of them: a part of the rows, or counts over those nodes. */
  readonly isMonotone: boolean;
}

/** Adds a leaf to a plan that is being made; gives what stands for its rows. */
export type AddLeaf = (operation: Operation, how: Pick<Leaf, 'ask' | 'merge' | 'present'>) => LeafReference;
