import type { Concept } from './concept.ts';
import { Reachability } from './reachability.ts';

/** The sets of concepts above and below each concept. */
export class ConceptHierarchy {
  readonly #concepts: ReadonlyMap<string, Concept>;
  readonly #numbers = new Map<string, number>();
  readonly #iris: string[] = [];
  readonly #below: Reachability;
  readonly #above: Reachability;
  readonly #descendants = new Map<string, ReadonlySet<string>>();
  readonly #ancestors = new Map<string, ReadonlySet<string>>();

  constructor(concepts: ReadonlyMap<string, Concept>) {
    this.#concepts = concepts;
    for (const iri of concepts.keys()) this.#number(iri);
    const reach = (follow: (concept: Concept) => readonly string[]): Reachability => {
      const successors: (readonly number[])[] = [];
      for (const concept of concepts.values())
        successors.push(follow(concept).map((iri) => this.#number(iri)));
      // What a concept links to without it being one has no links of its own.
      while (successors.length < this.#iris.length) successors.push([]);
      return new Reachability(successors);
    };
    this.#below = reach(({ narrower, searchEquivalents }) => [...narrower, ...searchEquivalents]);
    this.#above = reach(({ broader }) => broader);
  }

  /**
   * The closure over narrower concepts and search equivalents, the concept itself first, and what shows any of them
   * beside other things: that alone, for what lies below it need not show them.
   */
  descendants(iri: string): ReadonlySet<string> {
    return remember(this.#descendants, iri, () => {
      const below = [iri, ...this.#reached(this.#below, iri)];
      const showing = below.flatMap((each) => this.#concepts.get(each)?.shownBy ?? []);
      const alike = showing.flatMap((each) => this.#concepts.get(each)?.searchEquivalents ?? []);
      return new Set([...below, ...showing, ...alike]);
    });
  }

  /** The closure over broader concepts, without the concept itself. */
  ancestors(iri: string): ReadonlySet<string> {
    return remember(this.#ancestors, iri, () => {
      const found = new Set(this.#reached(this.#above, iri));
      found.delete(iri);
      return found;
    });
  }

  *#reached(reachability: Reachability, iri: string): Generator<string> {
    const number = this.#numbers.get(iri);
    if (number === undefined) return;
    for (const other of reachability.from(number)) yield this.#iris[other] ?? iri;
  }

  #number(iri: string): number {
    let number = this.#numbers.get(iri);
    if (number === undefined) {
      number = this.#iris.push(iri) - 1;
      this.#numbers.set(iri, number);
    }
    return number;
  }
}

function remember<Value>(cache: Map<string, Value>, key: string, compute: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}
