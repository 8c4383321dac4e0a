import { createHash } from 'node:crypto';
import { MeridianError } from '../errors.ts';
import { CurrentSubmissions } from './current-submissions.ts';
import { readDelivery } from './delivery.ts';
import { IndexFollower } from './index-follower.ts';
import type { Prepared } from './prepare.ts';
import type { PublisherParts, PublishRequest, PublishResult } from './publication.ts';
import { SerialQueue } from './serial-queue.ts';
import { checkName } from './submission-graphs.ts';
import { SubmissionIndex } from './submission-index.ts';
import type { IndexedGraph } from './submission-index.ts';
import type { StoredSubmission, Submission } from './submission.ts';

export type { PublishRequest, PublishResult } from './publication.ts';

/**
 * The way in for deliveries: prepare, commit to the record, then bring store and listeners to it. Committed is
 * accepted: an index that fails is brought up to the record later, never the other way round.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  readonly #index: SubmissionIndex;
  readonly #queue = new SerialQueue();
  readonly #current: CurrentSubmissions;
  readonly #follower: IndexFollower;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#index = new SubmissionIndex(parts.store, parts.base);
    this.#current = new CurrentSubmissions(parts.record, parts.onIndexFailure);
    this.#follower = new IndexFollower({
      index: this.#index,
      queue: this.#queue,
      readCurrent: (provider, name) => this.#current.read(provider, name),
      onFailure: parts.onIndexFailure,
      retryDelay: parts.retryDelay ?? 500,
    });
  }

  /**
   * Told of every submission accepted, and by {@link restore} of every current one. May be told the same twice, so
   * it must replace what it knows of that submission; where it fails it is told again.
   */
  onAccepted(listener: (stored: StoredSubmission) => void | Promise<void>): void {
    this.#index.onChange((change) => (change.kind === 'accepted' ? listener(change.stored) : undefined));
  }

  /** Told of every submission withdrawn, on the same terms. */
  onWithdrawn(listener: (provider: string, name: string) => void | Promise<void>): void {
    this.#index.onChange((change) =>
      change.kind === 'withdrawn' ? listener(change.provider, change.name) : undefined,
    );
  }

  current(): readonly Submission[] {
    return this.#current.list();
  }

  graphs(): readonly IndexedGraph[] {
    return this.#index.graphs();
  }

  /** Submissions (`provider/name`) whose index is behind the record; a node with any is not ready. */
  behind(): readonly string[] {
    return this.#follower.behind();
  }

  /**
   * Publishes a delivery. Throws `not-found` for an unknown provider, source or profile, and what
   * {@link readDelivery} throws; a delivery that is read and does not conform is `rejected`, and changes nothing.
   */
  async publish(request: PublishRequest): Promise<PublishResult> {
    const { provider: id, name, bytes } = request;
    checkName('submission', name);
    const provider = this.#provider(id);
    const { base, key } = this.#parts;
    // One at a time per provider, from the first step on, so that versions and withdrawals follow one another in the
    // order in which they came.
    return this.#queue.run(id, async () => {
      const delivery = await readDelivery(bytes, request.mediaType, this.#parts.limits);
      const profile = request.profile ?? delivery.profile ?? this.#parts.defaultProfile;
      const prepared = await this.#parts.preparer.prepare({
        provider,
        submission: name,
        base,
        key,
        profile,
        delivery,
      });
      const { report, notes } = prepared;
      // From here to the commit nothing waits, so that no other provider can take a dataset in between.
      const failures = [...prepared.failures, ...this.#current.conflicts(id, name, prepared.subjects)];
      if (report === undefined || !report.conforms || failures.length > 0) {
        return { outcome: 'rejected', report, failures, notes };
      }
      const description: Omit<Submission, 'version'> = {
        provider: id,
        name,
        accepted: new Date().toISOString(),
        profile,
        sources: [...new Set(delivery.sources.map(({ source }) => source))],
        ontologyRelease: this.#parts.ontology.release,
        ontologyHash: this.#parts.ontology.hash,
        contentHash: createHash('sha256').update(bytes).digest('hex'),
        counts: prepared.counts,
        mappingSets: prepared.mappingSets,
      };
      const before = this.#current.get(id, name);
      if (before !== undefined && this.#isUnchanged(before, description, prepared)) {
        return {
          outcome: 'unchanged',
          submission: before,
          report,
          notes,
          indexed: !this.behind().includes(`${id}/${name}`),
        };
      }
      const { catalogue, record, lineage, unmapped, readings } = prepared;
      const content = { catalogue, record, lineage, unmapped, report };
      const submission = this.#parts.record.accept({
        submission: description,
        ...content,
        ...(readings === undefined ? {} : { readings }),
      });
      this.#current.accepted(submission, prepared.datasets);
      const indexed = await this.#follower.follow({ kind: 'accepted', stored: { submission, ...content } });
      return { outcome: before === undefined ? 'created' : 'replaced', submission, report, notes, indexed };
    });
  }

  /** Takes a submission out of all graphs and indexes; its versions stay readable. False where there is none. */
  withdraw(provider: string, name: string): Promise<boolean> {
    return this.#queue.run(provider, async () => {
      if (!this.#parts.record.withdraw(provider, name)) return false;
      this.#current.withdrawn(provider, name);
      await this.#follower.follow({ kind: 'withdrawn', provider, name });
      return true;
    });
  }

  /**
   * Builds everything from the record, at start. Deliveries and withdrawals may come meanwhile: each submission is
   * built in turn with them, from the version that is current by then. One whose content is damaged is reported and
   * left out; the others are served.
   */
  async restore(progress?: (done: number, total: number) => void): Promise<void> {
    await this.#index.putOwnGraphs(this.#parts.ontology.quads, this.#parts.providers);
    const submissions = this.#current.list();
    for (const [index, { provider, name }] of submissions.entries()) {
      await this.#queue.run(provider, () => this.#follower.rebuild(provider, name));
      progress?.(index + 1, submissions.length);
    }
  }

  /** Ends waiting work and new tries; the parts that were given stay open. */
  async close(): Promise<void> {
    this.#follower.stop();
    await this.#queue.idle();
  }

  #provider(id: string): { readonly id: string; readonly title: string } {
    const provider = this.#parts.providers.find((each) => each.id === id);
    if (provider !== undefined) return provider;
    throw new MeridianError('not-found', `There is no provider "${id}" at this node.`, {
      advice: `Known: ${this.#parts.providers.map((each) => each.id).join(', ')}.`,
    });
  }

  #hasReadings(submission: Submission): boolean {
    try {
      return this.#parts.record.readings(submission) !== undefined;
    } catch {
      // Damaged: a new version mends it.
      return false;
    }
  }

  /** The same bytes under the same ontology, and (mappings may have changed) the same statements. */
  #isUnchanged(before: Submission, now: Omit<Submission, 'version'>, prepared: Prepared): boolean {
    if (before.contentHash !== now.contentHash || before.ontologyHash !== now.ontologyHash) return false;
    if (before.profile !== now.profile) return false;
    // Accepted before readings were kept: a new version has them.
    if (prepared.readings !== undefined && !this.#hasReadings(before)) return false;
    let stored: StoredSubmission | undefined;
    try {
      stored = this.#parts.record.read(before.provider, before.name, before.version);
    } catch (error) {
      // Damaged: a new version of the same content is what mends it.
      this.#parts.onIndexFailure(`${before.provider}/${before.name}`, error);
    }
    return (
      stored !== undefined &&
      Buffer.compare(stored.catalogue, prepared.catalogue) === 0 &&
      Buffer.compare(stored.record, prepared.record) === 0
    );
  }
}
