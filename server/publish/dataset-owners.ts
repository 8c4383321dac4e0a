import { MeridianError } from '../errors.ts';

/** Which submission describes which dataset here, so that no other can speak for it. */
export class DatasetOwners {
  /** Dataset IRI to the submissions (`provider/name`) that describe it. */
  readonly #submissions = new Map<string, Set<string>>();
  /** Submission to its datasets. */
  readonly #datasets = new Map<string, readonly string[]>();

  /**
   * Failures for the IRIs that are datasets of another submission already, be it of the same provider: what two say of
   * one dataset would add up. Empty where there is none; the next version of a submission is no other.
   */
  conflicts(provider: string, name: string, subjects: readonly string[]): MeridianError[] {
    const self = `${provider}/${name}`;
    return subjects.flatMap((dataset) => {
      const other = [...(this.#submissions.get(dataset) ?? [])].find((each) => each !== self);
      return other === undefined ? [] : [conflict(dataset, other, provider)];
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

function conflict(dataset: string, other: string, provider: string): MeridianError {
  const [owner = '', name = ''] = other.split('/');
  return owner === provider
    ? new MeridianError(
        'conflict',
        `The dataset <${dataset}> is described in the submission "${name}" already.`,
        {
          advice: `Leave it out here, replace "${name}" by its next version, or withdraw "${name}" first.`,
        },
      )
    : new MeridianError('conflict', `The dataset <${dataset}> is published here by ${owner}.`, {
        advice:
          'Say nothing about it, give a dataset of yours an IRI of its own, or ask that provider to withdraw theirs.',
      });
}
