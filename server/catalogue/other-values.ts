import { mer } from '../rdf/vocabulary.ts';
import type { DatasetRecord } from './dataset-record.ts';
import type { OtherValues, ValuesIndex } from './values-index.ts';

/** Dataset (IRI) to the values of an attribute that it loses and gains; other things may be among them. */
export type DatasetMoves = ReadonlyMap<
  string,
  { readonly lost: ReadonlySet<string>; readonly gained: ReadonlySet<string> }
>;

export interface ValueEdit {
  readonly renamed: ReadonlyMap<string, string | undefined>;
  readonly moves: ReadonlyMap<string, DatasetMoves>;
  /** Number of a dataset by its IRI. */
  readonly numbers: () => ReadonlyMap<string, number>;
}

const nothing: ReadonlySet<string> = new Set();

/** The values of an attribute that datasets have after an edit, by number, where they are others than before. */
export function otherValues(
  index: ValuesIndex,
  records: readonly DatasetRecord[],
  { renamed, moves, numbers }: ValueEdit,
): ReadonlyMap<number, OtherValues> {
  const { name } = index.attribute;
  const own: DatasetMoves = moves.get(name) ?? new Map<string, never>();
  const touched = new Set([
    ...index.having([...index.values()].filter((value) => renamed.has(value))).members(),
  ]);
  if (own.size > 0) {
    const known = numbers();
    for (const iri of own.keys()) {
      const number = known.get(iri);
      if (number !== undefined) touched.add(number);
    }
  }
  const changes = new Map<number, OtherValues>();
  for (const number of touched) {
    const record = records[number];
    if (record === undefined) continue;
    const before = record.values.get(name) ?? nothing;
    const { lost = nothing, gained = nothing } = own.get(record.iri) ?? {};
    const after = new Set<string>();
    for (const value of before) {
      const now = renamed.has(value) ? renamed.get(value) : value;
      if (!lost.has(value) && now !== undefined) after.add(now);
    }
    for (const value of gained) if (value !== mer.NotInScheme.value) after.add(value);
    const outside =
      gained.has(mer.NotInScheme.value) || (record.outside.has(name) && !lost.has(mer.NotInScheme.value));
    changes.set(number, { before, after, outside });
  }
  return changes;
}
