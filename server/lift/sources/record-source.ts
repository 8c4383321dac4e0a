import type { NamedNode } from '../../rdf/terms.ts';
import type { Origin } from '../lifter.ts';

/** A value that knows more than its words: the natural datatype of a JSON number, the language of an RDF literal. */
export interface TypedValue {
  readonly lexical: string;
  readonly datatype?: NamedNode;
  readonly language?: string;
  /** True where the source itself holds an IRI. */
  readonly iri?: boolean;
}

export type Value = string | TypedValue;

export function lexicalOf(value: Value): string {
  return typeof value === 'string' ? value : value.lexical;
}

/** No value, the usual answer of an empty cell; shared, so that it costs nothing. */
export const noValues: readonly Value[] = [];

/** One record of a source: a row, an object, a series. */
export interface SourceRecord {
  readonly origin: Origin;
  /** Records of other files that a view joined to this one. */
  readonly joined?: readonly Origin[];
  /**
   * The values of the reference that {@link RecordSource.reference} gave this slot; none where the record has none.
   * Throws MeridianError 'unreadable-source' where the reference hits something that is not a value.
   */
  read(slot: number): readonly Value[];
  /** The parts of the record that an iterable field of a view runs over; only where the source has nesting. */
  nested?(iteratorSlot: number): readonly SourceRecord[];
}

/** Where a reference leads, as lineage says it: column, tag or path, and the file if it is not the record's own. */
export interface ReferencePlace {
  readonly reference: string;
  readonly from?: string;
}

/** The records of one logical source (port). References are made known before the records are read. */
export interface RecordSource {
  /** Slot of a reference; equal for equal references. Throws 'bad-mapping' where it is not well formed. */
  reference(expression: string): number;
  place(expression: string): ReferencePlace;
  records(): AsyncIterable<SourceRecord>;
  /** A source within each record, for iterable fields; absent where records have no parts. */
  nested?(iterator: string): NestedSource;
}

/** References into the parts of a record; `slot` is handed to {@link SourceRecord.nested}. */
export interface NestedSource {
  readonly slot: number;
  reference(expression: string): number;
  place(expression: string): ReferencePlace;
  nested?(iterator: string): NestedSource;
}

/** Gives references their slots: the same number for the same expression. */
export class Slots {
  readonly expressions: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(expression: string): number {
    let slot = this.#numbers.get(expression);
    if (slot === undefined) {
      slot = this.expressions.length;
      this.expressions.push(expression);
      this.#numbers.set(expression, slot);
    }
    return slot;
  }
}
