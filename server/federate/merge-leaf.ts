import type { LeafAnswer } from './ask-leaves.ts';
import type { NodeResult } from './fan-out.ts';
import type { Leaf } from './plan/plan.ts';
import { refuse } from './plan/refuse.ts';
import { keyOfRow, type Row } from './rows.ts';

/**
 * The rows of one leaf from the answers of the nodes. Throws `unsupported-query` past its most rows, and where rows
 * with blank nodes would have to be recognised in two nodes: they have no name that both know.
 */
export function mergeLeaf(leaf: Leaf, results: readonly NodeResult<LeafAnswer>[]): readonly Row[] {
  const { maximumRows } = leaf;
  const given = results.map((result) => result.value?.rows ?? []);
  const isShared = results.length > 1 && leaf.merge === 'set';
  const merged = isShared ? mergeSets(given, leaf) : given.flat();
  if (merged.length > maximumRows || given.some((rows) => rows.length > maximumRows)) {
    throw refuse(
      'A part of the query',
      `it has too many rows (more than ${maximumRows})`,
      'Narrow the query with more conditions, a count or a LIMIT.',
    );
  }
  const { present } = leaf;
  return present === undefined ? merged : merged.filter((row) => row.get(present)?.value !== '0');
}

function mergeSets(given: readonly (readonly Row[])[], leaf: Leaf): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const row of given.flat()) {
    if ([...row.values()].some((term) => term.termType === 'BlankNode')) {
      throw refuse(
        'A pattern that fits ontology and data alike',
        'it matches blank nodes, which cannot be compared',
      );
    }
    rows.set(keyOfRow(row, leaf.variables), row);
  }
  return [...rows.values()];
}
