/** Two concepts of ours that some statement would make the same. */
export interface Clash {
  /** Our concept that has the code already, and the one that would have it too. */
  readonly known: string;
  readonly added: string;
  /** True where both claim the code themselves, and no source does it for them. */
  readonly direct: boolean;
}

/** Groups of codes that mean the same (union and find), each with the one concept of ours in it. */
export class CodeGroups {
  readonly #parent = new Map<string, string>();
  readonly #owner = new Map<string, string>();
  readonly #claims = new Map<string, string>();

  /** Says that a term is one of ours. */
  own(iri: string): void {
    if (!this.#owner.has(this.#root(iri))) this.#owner.set(this.#root(iri), iri);
  }

  /**
   * Joins the groups of two codes, unless both hold a concept of ours: then says which.
   *
   * @param claimed true where the first is a concept of ours, which claims the second
   */
  join(a: string, b: string, claimed: boolean): Clash | undefined {
    const [one, other] = [this.#root(a), this.#root(b)];
    const [ownerOfA, ownerOfB] = [this.#owner.get(one), this.#owner.get(other)];
    if (one !== other && ownerOfA !== undefined && ownerOfB !== undefined) {
      const [added, known] = ownerOfA === a ? [ownerOfA, ownerOfB] : [ownerOfB, ownerOfA];
      return { known, added, direct: claimed && this.#claims.get(b) === known };
    }
    this.#parent.set(one, other);
    const owner = ownerOfA ?? ownerOfB;
    if (owner !== undefined) this.#owner.set(other, owner);
    if (claimed) this.#claims.set(b, a);
    return undefined;
  }

  #root(iri: string): string {
    let root = iri;
    for (
      let next = this.#parent.get(root);
      next !== undefined && next !== root;
      next = this.#parent.get(root)
    )
      root = next;
    if (root !== iri) this.#parent.set(iri, root);
    return root;
  }
}
