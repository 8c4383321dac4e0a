import type { SerialQueue } from './serial-queue.ts';
import type { SubmissionChange, SubmissionIndex } from './submission-index.ts';
import type { StoredSubmission } from './submission.ts';

export interface IndexFollowerParts {
  readonly index: SubmissionIndex;
  /** Keyed by provider; new tries wait in it like deliveries do. */
  readonly queue: SerialQueue;
  /** What the record says of a submission now; undefined once it is withdrawn. */
  readonly readCurrent: (provider: string, name: string) => StoredSubmission | undefined;
  readonly onFailure: (submission: string, error: unknown) => void;
  /** Milliseconds before the first new try; doubles up to a minute. */
  readonly retryDelay: number;
}

const longestDelay = 60_000;

/** Keeps the index up with the record. A change that fails is tried again until it is made, from what then is current. */
export class IndexFollower {
  readonly #parts: IndexFollowerParts;
  /** Submissions whose index is behind, with the timer of the next try. */
  readonly #behind = new Map<string, NodeJS.Timeout>();
  #stopped = false;

  constructor(parts: IndexFollowerParts) {
    this.#parts = parts;
  }

  behind(): readonly string[] {
    return [...this.#behind.keys()];
  }

  /** Brings the index to a change that is committed. False where that has to be tried again; never rejects. */
  async follow(change: SubmissionChange, delay = this.#parts.retryDelay): Promise<boolean> {
    const { provider, name } = change.kind === 'accepted' ? change.stored.submission : change;
    const submission = `${provider}/${name}`;
    clearTimeout(this.#behind.get(submission));
    try {
      await this.#parts.index.apply(change);
      this.#behind.delete(submission);
      return true;
    } catch (error) {
      this.#retry(provider, name, error, delay);
      return false;
    }
  }

  /** Brings the index to what the record says now, which may be newer than what failed before. */
  async rebuild(provider: string, name: string, delay = this.#parts.retryDelay): Promise<void> {
    let stored: StoredSubmission | undefined;
    try {
      stored = this.#parts.readCurrent(provider, name);
    } catch (error) {
      // Damaged content does not mend itself, but someone may restore the file.
      this.#retry(provider, name, error, longestDelay);
      return;
    }
    const change: SubmissionChange =
      stored === undefined ? { kind: 'withdrawn', provider, name } : { kind: 'accepted', stored };
    await this.follow(change, delay);
  }

  /** No further tries. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#behind.values()) clearTimeout(timer);
  }

  #retry(provider: string, name: string, error: unknown, delay: number): void {
    const next = Math.min(delay * 2, longestDelay);
    const timer = setTimeout(() => {
      void this.#parts.queue.run(provider, () => this.rebuild(provider, name, next));
    }, delay);
    timer.unref();
    if (this.#stopped) clearTimeout(timer);
    this.#behind.set(`${provider}/${name}`, timer);
    this.#parts.onFailure(`${provider}/${name}`, error);
  }
}
