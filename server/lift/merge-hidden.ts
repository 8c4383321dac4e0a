import type { HiddenValues } from './lifter.ts';

/**
 * What is not shown, over several sources or submissions, by attribute. Sums only: a value that two of them hide counts
 * twice, and stays hidden also where they hide it of enough patients together, since nobody keeps who has it.
 */
export function mergeHidden(lists: readonly (readonly HiddenValues[])[]): HiddenValues[] {
  const merged = new Map<string, HiddenValues>();
  for (const { attribute, values, records } of lists.flat()) {
    const known = merged.get(attribute);
    merged.set(attribute, {
      attribute,
      values: values + (known?.values ?? 0),
      records: records + (known?.records ?? 0),
    });
  }
  return [...merged.values()].sort((a, b) => a.attribute.localeCompare(b.attribute));
}
