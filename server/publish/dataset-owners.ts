import { MeridianError } from '../errors.ts';

/** Which provider describes which dataset here, so that no other can speak for it. */
export class DatasetOwners {
  /** Dataset IRI to the submissions (`provider/name`) that describe it. */
  readonly #submissions = new Map<string, Set<string>>();
  /** Submission to its datasets. */
  readonly #datasets = new Map<string, readonly string[]>();

  /** Failures for the IRIs that are datasets of another provider already; empty where there is none. */
  conflicts(provider: string, subjects: readonly string[]): MeridianError[] {
    const own = `${provider}/`;
    return subjects.flatMap((dataset) => {
      const other = [...(this.#submissions.get(dataset) ?? [])].find((each) => !each.startsWith(own));
      if (other === undefined) return [];
      return [
        new MeridianError(
          'conflict',
          `The dataset <${dataset}> is published here by ${other.split('/')[0] ?? other}.`,
          {
            advice:
              'Say nothing about it, give a dataset of yours an IRI of its own, or ask that provider to withdraw theirs.',
          },
        ),
      ];
    });
  }

  /** Notes what a submission describes now; nothing once it is withdrawn. */
  set(provider: string, name: string, datasets: readonly string[]): void {
    const submission = `${provider}/${name}`;
    for (const dataset of this.#datasets.get(submission) ?? []) {
      const submissions = this.#submissions.get(dataset);
      submissions?.delete(submission);
      if (submissions?.size === 0) this.#submissions.delete(dataset);
    }
    if (datasets.length === 0) this.#datasets.delete(submission);
    else this.#datasets.set(submission, datasets);
    for (const dataset of datasets) {
      const submissions = this.#submissions.get(dataset) ?? new Set();
      submissions.add(submission);
      this.#submissions.set(dataset, submissions);
    }
  }
}
