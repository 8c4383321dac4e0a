import type { Concept } from '../concept.ts';

/** Why a concept is suggested for a value. */
export type Reason =
  /** A name of the concept has words of the value. */
  | { readonly kind: 'name'; readonly name: string }
  /** The value holds a code that means the concept, or a mistyped one. */
  | { readonly kind: 'code'; readonly code: string }
  /** A mapping set has a word much like the value. */
  | { readonly kind: 'neighbour'; readonly word: string; readonly set: string; readonly line: number };

/** A concept that a value without a meaning may stand for. */
export interface Suggestion {
  readonly concept: Concept;
  /** 0 to 1: how much of the value speaks for it. No probability; good for an order. */
  readonly score: number;
  /** The best reason first. */
  readonly reasons: readonly Reason[];
}
