import type { Ontology } from '../ontology/ontology.ts';
import type { Quad } from '../rdf/terms.ts';
import type { ProviderRecords } from './evaluate-leaf.ts';
import { mergeRecords } from './merge-records.ts';
import type { RecordEdit } from './record-edit.ts';
import { outside } from './record-table-builder.ts';
import { shadowTable } from './shadow-table.ts';
import { readRecord } from './read-record.ts';
import type { RecordTable } from './record-table.ts';

/** Attribute name to the names of the mapping sets that a submission was lifted with. */
export type MappingSetsByAttribute = Readonly<Record<string, readonly string[]>>;

/** One provider, as a count sees it. */
export interface CohortProvider extends ProviderRecords {
  readonly mappingSets: ReadonlyMap<string, ReadonlySet<string>>;
}

interface IndexedSubmission {
  readonly table: RecordTable;
  readonly mappingSets: MappingSetsByAttribute;
}

/** The record plane in memory, in columns. It can always be rebuilt from the submission record. */
export class CohortIndex {
  readonly #ontology: Ontology;
  readonly #submissions = new Map<string, Map<string, IndexedSubmission>>();
  readonly #providers = new Map<string, CohortProvider>();

  constructor({ ontology }: { readonly ontology: Ontology }) {
    this.#ontology = ontology;
  }

  /**
   * Takes the record-plane quads of a submission in place of those it had; undefined removes it. The catalogue-plane
   * quads of the same submission answer for attributes of datasets; without them those are unknown.
   */
  replace(
    provider: string,
    submission: string,
    record: readonly Quad[] | undefined,
    mappingSets: MappingSetsByAttribute = {},
    catalogue: readonly Quad[] = [],
  ): void {
    const submissions = this.#submissions.get(provider) ?? new Map<string, IndexedSubmission>();
    this.#submissions.set(provider, submissions);
    if (record === undefined) submissions.delete(submission);
    else submissions.set(submission, { table: readRecord(record, catalogue, this.#ontology), mappingSets });
    if (submissions.size === 0) this.#submissions.delete(provider);
    this.#providers.delete(provider);
  }

  /** The providers in order of their identifier. */
  providers(): readonly CohortProvider[] {
    return [...this.#submissions.keys()].sort().map((provider) => this.#provider(provider));
  }

  /** The concepts that occur as values. */
  values(): ReadonlySet<string> {
    const values = new Set<string>();
    for (const submissions of this.#submissions.values())
      for (const { table } of submissions.values())
        for (const { dictionary } of table.columns.values())
          for (const value of dictionary) values.add(value);
    values.delete(outside);
    return values;
  }

  /** The records as they would be after an edit of the ontology; the index stays as it is. */
  after({ renamed, submissions: changes }: RecordEdit): Pick<CohortIndex, 'providers'> {
    const providers = this.providers().map((known) => {
      const own = [...(this.#submissions.get(known.provider) ?? [])].sort(byName);
      const shadows = own.map(([name, { table }]) =>
        shadowTable(table, { renamed }, this.#ontology.attributes, changes.get(`${known.provider}/${name}`)),
      );
      return own.every(([, { table }], at) => table === shadows[at])
        ? known
        : { ...known, table: mergeRecords(shadows, this.#ontology.attributes) };
    });
    return { providers: () => providers };
  }

  /** Merged when first asked for after a change, so that many submissions at start cost one merge. */
  #provider(provider: string): CohortProvider {
    const known = this.#providers.get(provider);
    if (known !== undefined) return known;
    const submissions = [...(this.#submissions.get(provider) ?? [])]
      .sort(byName)
      .map(([, submission]) => submission);
    const mappingSets = new Map<string, Set<string>>();
    for (const submission of submissions) {
      for (const [attribute, sets] of Object.entries(submission.mappingSets)) {
        mappingSets.set(attribute, new Set([...(mappingSets.get(attribute) ?? []), ...sets]));
      }
    }
    const merged = {
      provider,
      table: mergeRecords(
        submissions.map(({ table }) => table),
        this.#ontology.attributes,
      ),
      mappingSets,
    };
    this.#providers.set(provider, merged);
    return merged;
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
