import type { Term } from '@rdfjs/types';

/** One solution: variable name to term; a variable that is not bound is not there. */
export type Row = ReadonlyMap<string, Term>;

/** A solution as a string that is equal for equal solutions (SPARQL 1.1 section 18.5: Distinct compares terms). */
export function keyOfRow(row: Row, variables: readonly string[]): string {
  return JSON.stringify(variables.map((name) => keyOfTerm(row.get(name))));
}

function keyOfTerm(term: Term | undefined): unknown {
  if (term === undefined) return null;
  if (term.termType !== 'Literal') return [term.termType, term.value];
  return [term.value, term.datatype.value, term.language.toLowerCase()];
}
