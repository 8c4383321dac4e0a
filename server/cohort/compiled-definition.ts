import type { Attribute, Level } from '../ontology/attribute.ts';
import type { Concept } from '../ontology/concept.ts';

/** What is asked of the values of a leaf's attribute. */
export type LeafTest =
  | {
      readonly kind: 'concepts';
      /** What was asked for, as far as it is known here. */
      readonly asked: readonly Concept[];
      /** Canonical IRIs that make the leaf true. */
      readonly wanted: ReadonlySet<string>;
      /**
       * Canonical IRIs of values that are too coarse to tell: some of what they can mean in detail is wanted, some is
       * not. A thing recorded as "colon" may or may not be a sigmoid colon.
       */
      readonly doubtful: ReadonlySet<string>;
      /** True where a code of `in` is not known here: whatever is not certain is then possible. */
      readonly unknownIn: boolean;
      /** True where a code of `except` is not known here: nothing is certain then. */
      readonly unknownExcept: boolean;
    }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'provider'; readonly ids: ReadonlySet<string> }
  /** Nothing here can tell: unknown for everybody. */
  | { readonly kind: 'unanswerable' };

export interface CompiledLeaf {
  /** JSON pointer in the definition. */
  readonly pointer: string;
  readonly attribute: Attribute;
  /** Whose values are looked at. `dataset`: those of the datasets that the patient is part of. */
  readonly level: Level;
  readonly test: LeafTest;
}

export type CompiledCriterion =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly CompiledCriterion[] }
  | { readonly kind: 'not'; readonly part: CompiledCriterion }
  | { readonly kind: 'same'; readonly level: 'study' | 'series'; readonly part: CompiledCriterion }
  | { readonly kind: 'leaf'; readonly leaf: CompiledLeaf };

export interface CompiledDefinition {
  readonly count: 'patient' | 'study' | 'series';
  readonly where: CompiledCriterion;
  /** In the order in which they stand in the definition. */
  readonly leaves: readonly CompiledLeaf[];
}

/** The leaves of a criterion, in order. */
export function leavesOf(criterion: CompiledCriterion): readonly CompiledLeaf[] {
  switch (criterion.kind) {
    case 'leaf':
      return [criterion.leaf];
    case 'all':
    case 'any':
      return criterion.parts.flatMap(leavesOf);
    case 'not':
    case 'same':
      return leavesOf(criterion.part);
  }
}
