import type { MeridianError } from '../errors.ts';
import { DatasetOwners } from './dataset-owners.ts';
import { datasetsOfCatalogue } from './datasets-of-catalogue.ts';
import type { StoredSubmission, Submission, SubmissionRecord } from './submission.ts';

/**
 * The newest version of every submission that is not withdrawn, and whose datasets they describe. Known from the
 * record at once, before anything can be published or withdrawn; contents are read when first needed.
 */
export class CurrentSubmissions {
  readonly #record: SubmissionRecord;
  readonly #onUnreadable: (submission: string, error: unknown) => void;
  readonly #current = new Map<string, Submission>();
  readonly #owners = new DatasetOwners();
  /** Those whose datasets are not known yet. */
  readonly #unread = new Map<string, Submission>();

  constructor(record: SubmissionRecord, onUnreadable: (submission: string, error: unknown) => void) {
    this.#record = record;
    this.#onUnreadable = onUnreadable;
    for (const submission of record.current()) {
      const key = keyOf(submission.provider, submission.name);
      this.#current.set(key, submission);
      this.#unread.set(key, submission);
    }
  }

  list(): readonly Submission[] {
    return [...this.#current.values()];
  }

  get(provider: string, name: string): Submission | undefined {
    return this.#current.get(keyOf(provider, name));
  }

  /** Notes a version that was committed, and the datasets it describes. */
  accepted(submission: Submission, datasets: readonly string[]): void {
    const { provider, name } = submission;
    this.#current.set(keyOf(provider, name), submission);
    this.#unread.delete(keyOf(provider, name));
    this.#owners.set(provider, name, datasets);
  }

  withdrawn(provider: string, name: string): void {
    this.#current.delete(keyOf(provider, name));
    this.#unread.delete(keyOf(provider, name));
    this.#owners.set(provider, name, []);
  }

  /** The content of the version that is current now; undefined where none is. Throws where it is damaged. */
  read(provider: string, name: string): StoredSubmission | undefined {
    const submission = this.get(provider, name);
    if (submission === undefined) return undefined;
    const stored = this.#record.read(provider, name, submission.version);
    if (stored !== undefined) this.accepted(submission, datasetsOfCatalogue(stored.catalogue));
    return stored;
  }

  /** Failures for those of the subjects that are datasets of another submission. */
  conflicts(provider: string, name: string, subjects: readonly string[]): MeridianError[] {
    for (const [key, submission] of this.#unread) {
      this.#unread.delete(key);
      try {
        this.read(submission.provider, submission.name);
      } catch (error) {
        this.#onUnreadable(key, error);
      }
    }
    return this.#owners.conflicts(provider, name, subjects);
  }
}

function keyOf(provider: string, name: string): string {
  return `${provider}/${name}`;
}
