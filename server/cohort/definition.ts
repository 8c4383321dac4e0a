/** What is counted. */
export type CountLevel = 'patient' | 'study' | 'series' | 'dataset';

/** A leaf: the attribute's value is one of these concepts (or their descendants), none of `except`. */
export interface ConceptLeaf {
  readonly attribute: string;
  readonly in: readonly string[];
  readonly except?: readonly string[];
  /** True unless said otherwise. */
  readonly descendants?: boolean;
}

/** A leaf: the attribute's number lies between these ends, both included. */
export interface RangeLeaf {
  readonly attribute: string;
  readonly from?: number;
  readonly to?: number;
  /** UCUM; the attribute's own unit where it is left out. */
  readonly unit?: string;
}

/** A leaf about something that happened, and when. */
export interface EventLeaf {
  readonly event: string;
  readonly where?: Criterion;
  readonly pick?: 'first' | 'last';
  readonly within?: { readonly of: string; readonly days: readonly [number, number] };
}

export type Criterion =
  | { readonly all: readonly Criterion[] }
  | { readonly any: readonly Criterion[] }
  | { readonly not: Criterion }
  | { readonly same: 'study' | 'series' | 'episode'; readonly where: Criterion }
  | ConceptLeaf
  | RangeLeaf
  | EventLeaf;

/** A cohort definition, as `definition.schema.json` describes it. */
export interface CohortDefinition {
  readonly title?: string;
  /** The ontology release it was written for; the node's own where it is left out. */
  readonly release?: string;
  readonly count: CountLevel;
  readonly where: Criterion;
  readonly breakdown?: readonly string[];
}
