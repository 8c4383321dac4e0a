import type { Place } from '../errors.ts';
import type { Lineage, Origin, Rule, SubjectOrigin } from './lifter.ts';
import { isDicomTag, placeOf } from './rml/run-mapping.ts';
import { referencePointer } from './sources/json-path.ts';
import type { ReferencePlace, SourceRecord } from './sources/record-source.ts';
import { matchesFile } from './sources/source-files.ts';
import { sameTable, tableNameOf } from './sources/table-name.ts';

/**
 * Names the cell that a value of a node comes from: file, row and column of a table; file and tag of DICOM; file and
 * JSON pointer; file and line of a text. Without a predicate, or for one that is not read from the source, the
 * record. The shape fits the validator's `PlaceFinder`.
 */
export function placesFromLineage(
  lineage: Lineage,
): (focusNode: string, predicate: string | undefined) => Place | undefined {
  const rules = new Map<string, Rule[]>();
  for (const rule of lineage.rules) {
    const key = ruleKey(rule, rule.predicate);
    rules.set(key, [...(rules.get(key) ?? []), rule]);
  }
  return (focusNode, predicate) => {
    const origins = lineage.origins.get(focusNode);
    const [first] = origins ?? [];
    if (origins === undefined || first === undefined) return undefined;
    const property = predicate?.replace(/^<(.*)>$/, '$1');
    for (const origin of origins) {
      for (const rule of rules.get(ruleKey(origin, property ?? '')) ?? []) {
        const [place] = cellsOf(rule, origin);
        if (place !== undefined) return place;
      }
    }
    const exact = property === undefined ? undefined : first.byPredicate?.[property];
    return { ...placeOf(first), ...exact };
  };
}

/** The cells of a record that a rule reads; none where it reads another file than the one the record is of. */
export function cellsOf(rule: Rule, origin: SubjectOrigin): Place[] {
  if (rule.from !== undefined && !liesIn(rule.from, origin)) return [];
  return rule.references.map((reference) => cellIn(origin, reference));
}

/** The cell of a record, or of one that a view joined to it, where a reference leads. */
export function cellOf(
  { origin, joined = [] }: Pick<SourceRecord, 'origin' | 'joined'>,
  { reference, from }: ReferencePlace,
): Place {
  const lying = from === undefined ? origin : joined.find((each) => liesIn(from, each));
  return lying === undefined ? placeOf(origin) : cellIn(lying, reference);
}

function cellIn(origin: Origin, reference: string): Place {
  if (isDicomTag(reference)) return placeOf(origin, reference);
  if (origin.pointer !== undefined) {
    return { ...placeOf(origin), pointer: origin.pointer + referencePointer(reference) };
  }
  return origin.row === undefined ? placeOf(origin) : placeOf(origin, reference);
}

/** Whether a record is of the file, or of the table, that a rule names. */
function liesIn(from: string, { file, table }: Origin): boolean {
  if (table !== undefined) return sameTable(from, table.slice(table.indexOf('.') + 1));
  return matchesFile(from, file) || sameTable(from, tableNameOf(file));
}

function ruleKey(
  { map, source = '' }: { readonly map: string; readonly source?: string },
  predicate: string,
) {
  return `${source} ${map} ${predicate}`;
}
