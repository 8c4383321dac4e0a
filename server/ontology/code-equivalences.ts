/** Codes of other systems that are said to mean the same as one another: classes by union-find. */
export class CodeEquivalences {
  readonly #parent = new Map<string, string>();
  readonly #members = new Map<string, string[]>();

  /** Puts the classes of two codes together. */
  join(one: string, other: string): void {
    let kept = this.#root(one);
    let given = this.#root(other);
    if (kept === given) return;
    if (this.#membersOf(kept).length < this.#membersOf(given).length) [kept, given] = [given, kept];
    this.#parent.set(given, kept);
    this.#members.set(kept, [...this.#membersOf(kept), ...this.#membersOf(given)]);
    this.#members.delete(given);
  }

  /** All codes of the class, the code itself among them, in no order. */
  class(code: string): readonly string[] {
    return this.#parent.has(code) || this.#members.has(code) ? this.#membersOf(this.#root(code)) : [code];
  }

  #membersOf(root: string): readonly string[] {
    return this.#members.get(root) ?? [root];
  }

  #root(code: string): string {
    let root = code;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    // What was walked points at the root from now on, so that the next walk is a step.
    for (let walked = code; walked !== root;) {
      const next = this.#parent.get(walked) ?? root;
      this.#parent.set(walked, root);
      walked = next;
    }
    return root;
  }
}
