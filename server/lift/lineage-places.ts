import type { Place } from '../errors.ts';
import type { Lineage, Rule, SubjectOrigin } from './lifter.ts';
import { placeOf } from './rml/run-mapping.ts';
import { referencePointer } from './sources/json-path.ts';
import { matchesFile } from './sources/source-files.ts';

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
    const key = `${rule.map} ${rule.predicate}`;
    rules.set(key, [...(rules.get(key) ?? []), rule]);
  }
  return (focusNode, predicate) => {
    const origins = lineage.origins.get(focusNode);
    const [first] = origins ?? [];
    if (origins === undefined || first === undefined) return undefined;
    const property = predicate?.replace(/^<(.*)>$/, '$1');
    for (const origin of origins) {
      for (const rule of rules.get(`${origin.map} ${property ?? ''}`) ?? []) {
        const place = placeBy(rule, origin);
        if (place !== undefined) return place;
      }
    }
    const exact = property === undefined ? undefined : first.byPredicate?.[property];
    return { ...placeOf(first), ...exact };
  };
}

function placeBy(rule: Rule, origin: SubjectOrigin): Place | undefined {
  const [reference] = rule.references;
  if (reference === undefined || (rule.from !== undefined && !matchesFile(rule.from, origin.file)))
    return undefined;
  if (reference.startsWith('(')) return { ...placeOf(origin), tag: reference };
  if (origin.pointer !== undefined) {
    return { ...placeOf(origin), pointer: origin.pointer + referencePointer(reference) };
  }
  return origin.row === undefined ? placeOf(origin) : placeOf(origin, reference);
}
