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
import { statementChanges } from './statement-changes.ts';
import type { StatementChanges } from './statement-changes.ts';
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
      const stored = before === undefined ? undefined : this.#readQuietly(before);
      if (stored !== undefined && this.#isUnchanged(stored, description, prepared)) {
        return {
          outcome: 'unchanged',
          submission: stored.submission,
          report,
          notes,
          indexed: !this.behind().includes(`${id}/${name}`),
        };
      }
      const { catalogue, record, lineage, unmapped, hidden, readings } = prepared;
      const content = { catalogue, record, lineage, unmapped, hidden, report };
      const changes = stored === undefined ? undefined : changesFrom(stored, prepared);
      const submission = this.#parts.record.accept({
        submission: { ...description, ...(changes === undefined ? {} : { changes: countsOf(changes) }) },
        ...content,
        ...(readings === undefined ? {} : { readings }),
      });
      this.#current.accepted(submission, prepared.datasets);
      const indexed = await this.#follower.follow({
        kind: 'accepted',
        stored: { submission, ...content },
        ...(changes === undefined ? {} : { changes: exactOf(changes) }),
      });
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

  #provider(id: string): PublisherParts['providers'][number] {
    const provider = this.#parts.providers.find((each) => each.id === id);
    if (provider !== undefined) return provider;
    throw new MeridianError('not-found', `There is no provider "${id}" at this node.`, {
      advice: `Known: ${this.#parts.providers.map((each) => each.id).join(', ')}.`,
    });
  }

  /** Undefined where it is damaged: a new version of the same content is what mends it. */
  #readQuietly({ provider, name, version }: Submission): StoredSubmission | undefined {
    try {
      return this.#parts.record.read(provider, name, version);
    } catch (error) {
      this.#parts.onIndexFailure(`${provider}/${name}`, error);
      return undefined;
    }
  }

  #readings(submission: Submission): Uint8Array | undefined {
    try {
      return this.#parts.record.readings(submission);
    } catch {
      // Damaged: a new version mends it.
      return undefined;
    }
  }

  /**
   * The same statements under the same ontology and profile, and either the same bytes, or other ones that hold nothing
   * new: packed in another way, or differing in what is not lifted, so that everything still comes from where it did.
   */
  #isUnchanged(stored: StoredSubmission, now: Omit<Submission, 'version'>, prepared: Prepared): boolean {
    const before = stored.submission;
    if (before.ontologyHash !== now.ontologyHash || before.profile !== now.profile) return false;
    if (!isSame(stored.catalogue, prepared.catalogue) || !isSame(stored.record, prepared.record))
      return false;
    const readings = prepared.readings === undefined ? undefined : this.#readings(before);
    // Accepted before readings were kept: a new version has them.
    if (prepared.readings !== undefined && readings === undefined) return false;
    // Accepted before patients were counted: in a new version its values can be shown.
    if (stored.uncounted !== undefined) return false;
    if (before.contentHash === now.contentHash) return true;
    return (
      isSame(stored.lineage, prepared.lineage) &&
      (prepared.readings === undefined || readings === undefined || isSame(readings, prepared.readings)) &&
      JSON.stringify([stored.unmapped, stored.hidden, before.sources, before.mappingSets]) ===
        JSON.stringify([prepared.unmapped, prepared.hidden, now.sources, now.mappingSets])
    );
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

type PlaneChanges = Readonly<Record<'catalogue' | 'record', StatementChanges>>;

function changesFrom(before: StoredSubmission, { catalogue, record }: Prepared): PlaneChanges {
  return {
    catalogue: statementChanges(before.catalogue, catalogue),
    record: statementChanges(before.record, record),
  };
}

/** What the store may work by; it loads the rest whole. */
function exactOf({ catalogue, record }: PlaneChanges): Partial<PlaneChanges> {
  return { ...(catalogue.exact ? { catalogue } : {}), ...(record.exact ? { record } : {}) };
}

function countsOf({ catalogue, record }: PlaneChanges): NonNullable<Submission['changes']> {
  return { catalogue: catalogue.counts, record: record.counts };
}
