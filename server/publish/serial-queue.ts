/** Runs work one after another per key, different keys side by side. */
export class SerialQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /** The result of `work`, which starts when everything queued for this key before has ended, well or badly. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    this.#last.set(key, result);
    const forget = (): void => {
      if (this.#last.get(key) === result) this.#last.delete(key);
    };
    result.then(forget, forget);
    return result;
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.allSettled(this.#last.values());
  }
}
