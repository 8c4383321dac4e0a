import type { NamedNode, Term } from '../../rdf/terms.ts';
import type { Template } from './template.ts';

/** What kind of RDF term a term map makes (RML-Core, term types). */
export type TermType = 'iri' | 'uri' | 'unsafe-iri' | 'unsafe-uri' | 'blank-node' | 'literal';

/** Where the words of a term come from (RML-Core, expression maps; RML-FNML, function executions). */
export type Expression =
  | { readonly kind: 'constant'; readonly term: Term }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'function'; readonly execution: FunctionExecution }
  /** The value where the condition gives `true` (RML-FNML, conditions). */
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly value: Expression }
  /** Only for blank nodes: a new one for each record. */
  | { readonly kind: 'none' };

export interface FunctionExecution {
  /** IRI of the function. */
  readonly function: string;
  readonly inputs: readonly { readonly parameter: string; readonly value: Expression }[];
  /** Set where it reads records that are about no patient. */
  readonly ofDatasets?: true;
}

export interface TermMap {
  readonly expression: Expression;
  readonly termType: TermType;
  /** True where the mapping states the term type; else it follows from the expression. */
  readonly stated: boolean;
  readonly language?: Expression;
  readonly datatype?: TermMap;
}

export interface JoinCondition {
  readonly child: Expression;
  readonly parent: Expression;
}

/** An object that is the subject of another triples map, of the same record or of those that a join finds. */
export interface RefObjectMap {
  /** Id of the parent triples map. */
  readonly parent: string;
  readonly conditions: readonly JoinCondition[];
}

export interface PredicateObjectMap {
  readonly predicates: readonly TermMap[];
  readonly objects: readonly TermMap[];
  readonly references: readonly RefObjectMap[];
  readonly graphs: readonly TermMap[];
}

/** Records of files: the file name or pattern, how references into it are written, what one record is. */
export interface LogicalSource {
  readonly kind: 'source';
  /** Equal for equal sources, so that each is read once. */
  readonly key: string;
  /** Of a database: the table, or `query`; or a SQLite file. */
  readonly file: string;
  /** IRI of the reference formulation: rml:CSV, rml:JSONPath, rml:XPath, rml:SQL2008Query, mer:DICOM, mer:RDF. */
  readonly formulation: string;
  readonly iterator?: string;
  /** Prefixes of XPaths, where the mapping states them. */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Values that stand for "no value", besides the empty cell. */
  readonly nulls: readonly string[];
  /** False in the older vocabulary: a JSON number is a string there, as every other value. */
  readonly natural: boolean;
}

export type Field =
  | { readonly kind: 'expression'; readonly name: string; readonly expression: Expression }
  | {
      readonly kind: 'iterable';
      readonly name: string;
      readonly iterator: string;
      readonly fields: readonly Field[];
    };

export interface ViewJoin {
  readonly type: 'left' | 'inner';
  readonly parent: LogicalView | LogicalSource;
  readonly conditions: readonly JoinCondition[];
  readonly fields: readonly Field[];
}

/** Named fields over a source, with the fields of other views joined to them (RML-LV). */
export interface LogicalView {
  readonly kind: 'view';
  readonly key: string;
  readonly on: LogicalSource | LogicalView;
  readonly fields: readonly Field[];
  readonly joins: readonly ViewJoin[];
}

export interface TriplesMap {
  /** IRI, or `_:label`. */
  readonly id: string;
  readonly source: LogicalSource | LogicalView;
  readonly baseIri?: string;
  readonly subject: TermMap;
  readonly classes: readonly NamedNode[];
  readonly graphs: readonly TermMap[];
  readonly predicateObjects: readonly PredicateObjectMap[];
}

/** A mapping document as it is meant, whichever vocabulary it was written in. */
export interface Mapping {
  /** Name of the mapping's file, for error messages. */
  readonly file: string;
  readonly triplesMaps: ReadonlyMap<string, TriplesMap>;
}
