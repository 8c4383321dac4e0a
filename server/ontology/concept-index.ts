import type { Concept } from './concept.ts';

/** Concepts by IRI, by equal code and by scheme, and the sets that a search for one of them finds. */
export class ConceptIndex {
  readonly #concepts: ReadonlyMap<string, Concept>;
  /** The concept that a code of another vocabulary stands for. */
  readonly #canonical = new Map<string, Concept>();
  readonly #schemes = new Map<string, Concept[]>();
  readonly #expansions = new Map<string, ReadonlySet<string>>();
  readonly #ancestors = new Map<string, ReadonlySet<string>>();

  /** @param searchCodes codes of other vocabularies by which people ask for a concept, without meaning the same */
  constructor(concepts: ReadonlyMap<string, Concept>, searchCodes: ReadonlyMap<string, string> = new Map()) {
    this.#concepts = concepts;
    // Where two concepts claim one code (the check warns), the smaller IRI has it: the same everywhere.
    for (const iri of [...concepts.keys()].sort()) {
      const concept = concepts.get(iri);
      if (concept === undefined) continue;
      for (const code of concept.exactMatches) {
        if (!this.#canonical.has(code)) this.#canonical.set(code, concept);
      }
      const scheme = this.#schemes.get(concept.scheme.value);
      if (scheme === undefined) this.#schemes.set(concept.scheme.value, [concept]);
      else scheme.push(concept);
    }
    for (const [code, iri] of searchCodes) {
      const concept = concepts.get(iri);
      if (concept !== undefined && !this.#canonical.has(code)) this.#canonical.set(code, concept);
    }
    for (const members of this.#schemes.values()) members.sort(rootsFirstThenLabel);
  }

  get all(): Iterable<Concept> {
    return this.#concepts.values();
  }

  concept(iri: string): Concept | undefined {
    return this.#concepts.get(iri) ?? this.#canonical.get(iri);
  }

  conceptsOf(scheme: string): readonly Concept[] {
    return this.#schemes.get(scheme) ?? [];
  }

  /**
   * What a search for a concept finds. With descendants it is closed under both relations: the search equivalents
   * of a descendant belong to it too, so that a search for a parent never finds less than one for its child.
   */
  expand(concept: Concept, descendants: boolean): ReadonlySet<string> {
    const iri = concept.iri.value;
    if (!descendants) return new Set([iri, ...concept.searchEquivalents]);
    return remember(this.#expansions, iri, () =>
      this.#closure(iri, (next) => [...next.narrower, ...next.searchEquivalents]),
    );
  }

  ancestors(concept: Concept): ReadonlySet<string> {
    const iri = concept.iri.value;
    return remember(this.#ancestors, iri, () => {
      const found = this.#closure(iri, (next) => next.broader);
      found.delete(iri);
      return found;
    });
  }

  #closure(start: string, follow: (concept: Concept) => readonly string[]): Set<string> {
    const found = new Set([start]);
    // A set visits what is added while it is walked.
    for (const iri of found) {
      const concept = this.#concepts.get(iri);
      if (concept === undefined) continue;
      for (const next of follow(concept)) found.add(next);
    }
    return found;
  }
}

function remember<Value>(cache: Map<string, Value>, key: string, compute: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}

function rootsFirstThenLabel(a: Concept, b: Concept): number {
  const depth = Math.sign(a.broader.length) - Math.sign(b.broader.length);
  if (depth !== 0) return depth;
  const [left, right] = [a.labels.get('en') ?? '', b.labels.get('en') ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.iri.value < b.iri.value ? -1 : 1;
}
