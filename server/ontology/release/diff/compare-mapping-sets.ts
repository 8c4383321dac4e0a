import type { MappingRow, MappingSets } from '../../../rdf/sssom.ts';
import { compareText } from '../canonical-order.ts';

/** What changed in the rows of one mapping set. */
export interface MappingSetChange {
  readonly set: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Rows of both that say something else about the same mapping: why, how surely, under which label. */
  readonly changed: readonly { readonly row: string; readonly before: string; readonly after: string }[];
}

const none: ReadonlyMap<string, string> = new Map();

/** Compares mapping sets by name and row by row; a row is known by its subject, predicate and object. */
export function compareMappingSets(before: MappingSets, after: MappingSets): readonly MappingSetChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return names.flatMap((set) => {
    const a = rowsOf(before.get(set)?.rows);
    const b = rowsOf(after.get(set)?.rows);
    const added = [...b.keys()].filter((key) => !a.has(key)).sort(compareText);
    const removed = [...a.keys()].filter((key) => !b.has(key)).sort(compareText);
    const changed = [...a]
      .flatMap(([row, was]) => {
        const now = b.get(row);
        return now === undefined || now === was ? [] : [{ row, before: was, after: now }];
      })
      .sort((one, other) => compareText(one.row, other.row));
    return added.length + removed.length + changed.length === 0 ? [] : [{ set, added, removed, changed }];
  });
}

function rowsOf(rows: readonly MappingRow[] | undefined): ReadonlyMap<string, string> {
  if (rows === undefined) return none;
  return new Map(
    rows.map((row) => {
      const subject = row.subjectId ?? `"${row.subjectLabel ?? ''}"`;
      const key = `${subject} ${row.negated ? 'not ' : ''}${row.predicateId} ${row.objectId}`;
      const said = [
        row.justification,
        row.confidence === undefined ? '' : `confidence ${row.confidence}`,
        row.subjectLabel ?? '',
        row.objectLabel ?? '',
        row.comment ?? '',
      ];
      return [key, said.filter((text) => text !== '').join(' | ')] as const;
    }),
  );
}
