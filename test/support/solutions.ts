import type { Term } from '@rdfjs/types';
import type { Store } from 'oxigraph';
import type { SparqlResult } from '../../server/federate/federation.ts';

const numeric = /#(?:integer|decimal|double|float|nonNegativeInteger)$/;

/** A term as a string: numbers by value, to ten digits, since stores differ in how they write decimals. */
function written(term: Term | undefined): string {
  if (term === undefined) return '-';
  if (term.termType !== 'Literal') return `${term.termType} ${term.value}`;
  if (numeric.test(term.datatype.value)) return `number ${Number(term.value).toPrecision(10)}`;
  return `"${term.value}"@${term.language}^${term.datatype.value}`;
}

/** The solutions of a federated answer as comparable strings, in order. */
export function solutionsOf(result: SparqlResult): string[] {
  if (result.kind === 'boolean') return [String(result.value)];
  if (result.kind === 'quads') {
    return result.quads.map((quad) => [quad.subject, quad.predicate, quad.object].map(written).join(' '));
  }
  return result.rows.map((row) =>
    result.variables.map((name) => `${name}=${written(row.get(name))}`).join(' '),
  );
}

/** The solutions of a store to the same query, written the same way. */
export function solutionsIn(store: Store, query: string, variables: readonly string[] = []): string[] {
  const answer: unknown = store.query(query);
  if (typeof answer === 'boolean') return [String(answer)];
  const rows = answer as readonly (
    ReadonlyMap<string, Term> | { subject: Term; predicate: Term; object: Term }
  )[];
  return rows.map((row) =>
    'subject' in row
      ? [row.subject, row.predicate, row.object].map(written).join(' ')
      : variables.map((name) => `${name}=${written(row.get(name))}`).join(' '),
  );
}
