import type { NamedNode } from '../rdf/terms.ts';

/** What a leaf of a question is about: the kind of thing that carries the value. */
export type Level = 'dataset' | 'patient' | 'condition' | 'study' | 'series';

/** Which plane a value is read from: the public catalogue, or the protected records. */
export type Plane = 'catalogue' | 'record';

/** How a catalogue shows the values of an attribute. */
export type FacetKind = 'hierarchy' | 'list' | 'range';

/**
 * One step of a property path. A path is a sequence of them, written in Turtle as a SHACL path: a property, an
 * inverse property, or a list of those.
 */
export interface PathStep {
  readonly property: NamedNode;
  readonly inverse: boolean;
}

/** Where the values of an attribute stand on one plane, seen from the thing of its level. */
export interface Binding {
  readonly level: Level;
  readonly path: readonly PathStep[];
  /** Range attributes of the catalogue have their ends in two properties instead of one. */
  readonly lowerPath?: readonly PathStep[];
  readonly upperPath?: readonly PathStep[];
}

/**
 * One searchable property of the domain, declared once in `ontology/attributes.ttl`. Lifting checks, shapes,
 * facets, GraphQL, cohort criteria and forms are all driven by this declaration.
 */
export interface Attribute {
  readonly iri: NamedNode;
  /** The name in requests: `modality`, `ageAtDiagnosis`. */
  readonly name: string;
  /** Labels by language tag; `en` is always there. */
  readonly labels: ReadonlyMap<string, string>;
  readonly description: string;
  /** The concept scheme of its values; absent for numbers, years and for `provider`. */
  readonly scheme?: NamedNode;
  /** The datatype of a number or year; absent where values are concepts. */
  readonly datatype?: NamedNode;
  /** UCUM code of the unit of a number, `a` for years of age. */
  readonly unit?: string;
  readonly catalogue?: Binding;
  readonly record?: Binding;
  readonly facetKind: FacetKind;
  /** True where a missing value means no; false where it means unknown. */
  readonly closed: boolean;
  readonly order: number;
}
