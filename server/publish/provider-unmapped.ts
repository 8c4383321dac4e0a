import type { HiddenValues, UnmappedValue } from '../lift/lifter.ts';
import { mergeHidden } from '../lift/merge-hidden.ts';
import type { SubmissionUnmapped } from './unmapped-part.ts';

/** A value without a meaning, over all submissions of a provider. */
export interface ProviderUnmappedValue extends Pick<UnmappedValue, 'attribute' | 'value' | 'records'> {
  /** Where it stands, the submission with most of it first. */
  readonly submissions: readonly (Pick<UnmappedValue, 'records' | 'firstPlace'> & {
    readonly name: string;
  })[];
}

export interface ProviderUnmapped {
  /** The most frequent first. */
  readonly values: readonly ProviderUnmappedValue[];
  /** By attribute, what is not shown. */
  readonly hidden: readonly HiddenValues[];
  /** Values of which it is not known how many patients have them; none is shown. */
  readonly unknown: number;
}

/** What a provider's submissions, by name, leave without a meaning; of one attribute, where it is named. */
export function providerUnmapped(
  submissions: ReadonlyMap<string, SubmissionUnmapped>,
  attribute?: string,
): ProviderUnmapped {
  const asked = (each: { readonly attribute: string }): boolean =>
    attribute === undefined || each.attribute === attribute;
  const found = [...submissions].flatMap(([name, { unmapped }]) =>
    unmapped.filter(asked).map((value) => ({ ...value, name })),
  );
  const values = [...Map.groupBy(found, (each) => `${each.attribute} ${each.value}`).values()]
    .flatMap(together)
    .sort((a, b) => b.records - a.records || compare(a.attribute, b.attribute) || compare(a.value, b.value));
  const parts = [...submissions.values()];
  return {
    values,
    hidden: mergeHidden(parts.map(({ hidden }) => hidden.filter(asked))),
    unknown: parts.reduce((sum, { uncounted = 0 }) => sum + uncounted, 0),
  };
}

/** One value; a submission of several sources may list it several times. */
function together(found: readonly (UnmappedValue & { readonly name: string })[]): ProviderUnmappedValue[] {
  const [first] = found;
  if (first === undefined) return [];
  const submissions = [...Map.groupBy(found, ({ name }) => name)].map(([name, places]) => ({
    name,
    records: recordsOf(places),
    firstPlace: places[0]?.firstPlace ?? first.firstPlace,
  }));
  return [
    {
      attribute: first.attribute,
      value: first.value,
      records: recordsOf(found),
      submissions: submissions.sort((a, b) => b.records - a.records || compare(a.name, b.name)),
    },
  ];
}

function recordsOf(found: readonly { readonly records: number }[]): number {
  return found.reduce((sum, { records }) => sum + records, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
