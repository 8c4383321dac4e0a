import type { PrivacyPolicy } from '../privacy/privacy-policy.ts';
import type { ReadingNotes } from '../readings.ts';
import type { ReferencePlace, SourceRecord } from '../sources/record-source.ts';

/** What stands before the fraction of a number. The other of the two parts its thousands. */
export type DecimalSign = '.' | ',';

/** What functions may know beyond their arguments: secrets, mapping sets, the record they are called for. */
export interface FunctionContext {
  readonly base: string;
  readonly provider: string;
  readonly key: Uint8Array;
  /** What may be told of patients. */
  readonly privacy: PrivacyPolicy;
  /** How the source writes numbers. */
  readonly decimal: DecimalSign;
  readonly concepts: ConceptFinder;
  readonly unmapped: UnmappedRecorder;
  /** Where it is noted what was looked up. */
  readonly readings?: ReadingNotes;
  /** Where local identifiers are noted, so that nothing that is said about places names them. */
  readonly localIds?: { add(id: string): void };
}

/** Finds what a value of a source means, for one attribute. */
export interface ConceptFinder {
  /** IRIs of the concepts, canonical; none where neither a mapping row nor a code system knows the value. */
  find(value: string, attribute: string, sets: readonly string[]): readonly string[];
  /** IRI of an attribute given by name or IRI. Throws 'bad-mapping' for an unknown one. */
  attributeIri(attribute: string): string;
}

/** Counts values that no mapping row gives a meaning to, once per record. */
export interface UnmappedRecorder {
  /** Told whose a record is, by pseudonym, before or after its values. */
  patient?(patient: string, record: SourceRecord): void;
  /**
   * `place` is where in the record the value was read, if that can be told; `ofDatasets` that the record is about no
   * patient.
   */
  add(
    attribute: string,
    value: string,
    record: SourceRecord,
    place?: ReferencePlace,
    ofDatasets?: boolean,
  ): void;
}

/** Arguments by parameter name, without `p-`. A list parameter is an array; an absent or empty value undefined. */
export interface Arguments {
  one(parameter: string): string | undefined;
  list(parameter: string): readonly string[];
}

/** A function that mappings may call (RML-FNML). */
export interface LiftFunction {
  /** IRI of the function. */
  readonly iri: string;
  /** Names of its parameters without `p-`, the required ones first. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Parameters whose values are taken together; all others are run through one by one. */
  readonly lists: readonly string[];
  /**
   * Parameters whose words may come out as they are. Absent: all of them. Empty for what gives no word of the source: a
   * pseudonym, a concept, a year. By this it is checked what a mapping can tell of patients.
   */
  readonly passes?: readonly string[];
  /** Parameters that the mapping itself must state: no value of a source may choose a kind, attribute or pattern. */
  readonly constants?: readonly string[];
  /** Names of parameters by IRI, where they are not `mfn:p-` and the name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The values it gives, none for null. */
  readonly call: (values: Arguments, context: FunctionContext, record: SourceRecord) => readonly string[];
}

export const nothing: readonly string[] = [];

/** One value as a result, or none. */
export function optional(value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? nothing : [value];
}
