import type { NamedNode, Term } from '@rdfjs/types';

/**
 * The part of the SPARQL algebra (SPARQL 1.1 section 18) that can be planned over nodes, as one closed union. The
 * shapes are those of Comunica's algebra, so that a residual can be handed back to its engine as it stands.
 */
export type Operation =
  | Pattern
  | Path
  | Join
  | LeftJoin
  | Minus
  | Union
  | Filter
  | Extend
  | Values
  | Group
  | Project
  | Distinct
  | OrderBy
  | Slice
  | LeafReference;

export interface Pattern {
  readonly type: 'pattern';
  readonly subject: Term;
  readonly predicate: Term;
  readonly object: Term;
}

/** A property path that is not a plain sequence, inverse or alternative: those are joins and unions here. */
export interface Path {
  readonly type: 'path';
  readonly subject: Term;
  readonly predicate: PathExpression;
  readonly object: Term;
}

export type PathExpression =
  | { readonly type: 'link'; readonly iri: NamedNode }
  | { readonly type: 'inv'; readonly path: PathExpression }
  | { readonly type: 'seq' | 'alt'; readonly input: readonly PathExpression[] }
  | { readonly type: 'ZeroOrMorePath' | 'OneOrMorePath' | 'ZeroOrOnePath'; readonly path: PathExpression };

export interface Join {
  readonly type: 'join';
  readonly input: readonly Operation[];
}

export interface LeftJoin {
  readonly type: 'leftjoin';
  readonly input: readonly [Operation, Operation];
  readonly expression?: Expression;
}

export interface Minus {
  readonly type: 'minus';
  readonly input: readonly [Operation, Operation];
}

export interface Union {
  readonly type: 'union';
  readonly input: readonly Operation[];
}

export interface Filter {
  readonly type: 'filter';
  readonly input: Operation;
  readonly expression: Expression;
}

export interface Extend {
  readonly type: 'extend';
  readonly input: Operation;
  readonly variable: Term;
  readonly expression: Expression;
}

export interface Values {
  readonly type: 'values';
  readonly variables: readonly Term[];
  readonly bindings: readonly Readonly<Record<string, Term>>[];
}

export interface Group {
  readonly type: 'group';
  readonly input: Operation;
  readonly variables: readonly Term[];
  readonly aggregates: readonly Aggregate[];
}

export interface Project {
  readonly type: 'project';
  readonly input: Operation;
  readonly variables: readonly Term[];
}

export interface Distinct {
  readonly type: 'distinct' | 'reduced';
  readonly input: Operation;
}

export interface OrderBy {
  readonly type: 'orderby';
  readonly input: Operation;
  readonly expressions: readonly Expression[];
}

export interface Slice {
  readonly type: 'slice';
  readonly input: Operation;
  readonly start: number;
  readonly length?: number;
}

/** Stands in a residual for the rows that the nodes gave to the leaf of this number. */
export interface LeafReference {
  readonly type: 'leaf';
  readonly leaf: number;
  readonly variables: readonly Term[];
}

export type Expression =
  | { readonly type: 'expression'; readonly subType: 'term'; readonly term: Term }
  | {
      readonly type: 'expression';
      readonly subType: 'wildcard';
      readonly wildcard: { readonly type: 'wildcard' };
    }
  | {
      readonly type: 'expression';
      readonly subType: 'operator';
      readonly operator: string;
      readonly args: readonly Expression[];
    }
  | {
      readonly type: 'expression';
      readonly subType: 'named';
      readonly name: NamedNode;
      readonly args: readonly Expression[];
    }
  | {
      readonly type: 'expression';
      readonly subType: 'existence';
      readonly not: boolean;
      readonly input: Operation;
    };

export const aggregators = ['count', 'sum', 'min', 'max', 'avg', 'sample', 'group_concat'] as const;
export type Aggregator = (typeof aggregators)[number];

export interface Aggregate {
  readonly type: 'expression';
  readonly subType: 'aggregate';
  readonly aggregator: Aggregator;
  readonly expression: Expression;
  readonly distinct: boolean;
  readonly separator?: string;
  readonly variable: Term;
}
