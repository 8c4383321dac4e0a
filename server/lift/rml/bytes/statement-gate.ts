import type { MeridianError, Place } from '../../../errors.ts';
import type { NamedNode, Term } from '../../../rdf/terms.ts';
import type { MadeTerm } from '../compile-term-map.ts';
import type { TermType } from '../mapping.ts';

/** What is looked at before a statement is written (port). Graphs are those that the mapping names. */
export interface StatementGate {
  /**
   * False where no statement of this predicate, with an object of this type, in this graph needs to be looked at: its
   * bytes are then copied unseen. Asked when a mapping is compiled.
   */
  looksAt(predicate: NamedNode, objects: TermType, graph: Term): boolean;
  /** Whether it may be written; depends on nothing but these. */
  allows(predicate: NamedNode, object: MadeTerm): boolean;
  /** What is reported of one that was not. */
  withheld(predicate: NamedNode, place: Place): MeridianError;
}
