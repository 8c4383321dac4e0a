/** Ends of a range as a dataset states them; a missing end is open. */
export interface StatedRange {
  readonly low?: number;
  readonly high?: number;
}

/** What the index keeps of one dataset: text by language tag (lower case, empty without a tag), values by attribute. */
export interface DatasetRecord {
  readonly iri: string;
  /** Identifier of the provider that delivered it. */
  readonly provider: string;
  /** `dct:identifier`, where it is stated. */
  readonly identifier?: string;
  readonly titles: ReadonlyMap<string, string>;
  readonly descriptions: ReadonlyMap<string, string>;
  readonly keywords: readonly { readonly text: string; readonly language: string }[];
  readonly version?: string;
  readonly patients?: number;
  readonly studies?: number;
  readonly issued?: string;
  readonly modified?: string;
  readonly accessRights?: string;
  /** Attribute name to canonical concept IRIs, or to identifiers where the attribute has no scheme. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of attributes whose value was reviewed and lies outside the scheme: known, and none of its concepts. */
  readonly outside: ReadonlySet<string>;
  readonly ranges: ReadonlyMap<string, StatedRange>;
}

/**
 * One record of several descriptions of the same dataset (a dataset may be delivered in more than one submission):
 * values are joined, single statements are taken from the first description that has them.
 */
export function mergeDatasets(first: DatasetRecord, second: DatasetRecord): DatasetRecord {
  const values = new Map(first.values);
  for (const [attribute, more] of second.values) {
    values.set(attribute, new Set([...(values.get(attribute) ?? []), ...more]));
  }
  return {
    ...second,
    ...first,
    titles: new Map([...second.titles, ...first.titles]),
    descriptions: new Map([...second.descriptions, ...first.descriptions]),
    keywords: [
      ...first.keywords,
      ...second.keywords.filter(
        ({ text, language }) =>
          !first.keywords.some((kept) => kept.text === text && kept.language === language),
      ),
    ],
    values,
    outside: new Set([...first.outside, ...second.outside]),
    ranges: new Map([...second.ranges, ...first.ranges]),
  };
}
