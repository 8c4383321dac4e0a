import { Reachability } from '../reachability.ts';

/** What can be reached from where in a directed graph of names, itself included. The graph may have circles. */
export class NamedReachability {
  readonly #edges: ReadonlyMap<string, readonly string[]>;
  readonly #numbers = new Map<string, number>();
  /**
   * Of the edges turned round: hierarchies lead upwards, and what is below a node stands close together in the order of
   * the search, where what is above it is spread from the root on.
   */
  readonly #turned: Reachability;

  constructor(edges: ReadonlyMap<string, readonly string[]>) {
    this.#edges = edges;
    const below: number[][] = [];
    const numberOf = (name: string): number => {
      let number = this.#numbers.get(name);
      if (number === undefined) {
        number = below.push([]) - 1;
        this.#numbers.set(name, number);
      }
      return number;
    };
    for (const [from, targets] of edges) {
      const number = numberOf(from);
      for (const target of targets) below[numberOf(target)]?.push(number);
    }
    this.#turned = new Reachability(below);
  }

  /** Whether `to` can be reached from `from`; everything reaches itself. */
  reaches(from: string, to: string): boolean {
    if (from === to) return true;
    const [source, target] = [this.#numbers.get(from), this.#numbers.get(to)];
    return source !== undefined && target !== undefined && this.#turned.reaches(target, source);
  }

  /** Everything that can be reached, the start included. */
  from(start: string): readonly string[] {
    const found = new Set([start]);
    for (const name of found) for (const next of this.#edges.get(name) ?? []) found.add(next);
    return [...found];
  }

  /** Whether two nodes reach each other; false for what has no edge. */
  sameCycle(a: string, b: string): boolean {
    const [one, other] = [this.#numbers.get(a), this.#numbers.get(b)];
    return one !== undefined && other !== undefined && this.#turned.sameCycle(one, other);
  }
}
