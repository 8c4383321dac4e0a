import assert from 'node:assert/strict';
import type { Store } from 'oxigraph';
import type { Term } from '../../../server/rdf/terms.ts';

/** The number that a query for one `?n` gives. */
export function numberIn(store: Store, query: string): number {
  const rows = store.query(query) as readonly ReadonlyMap<string, Term>[];
  const value = rows[0]?.get('n')?.value;
  assert.ok(rows.length === 1 && value !== undefined, `not one number: ${query}`);
  return Number(value);
}
