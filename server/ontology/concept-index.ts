import { findConflicts, readClaims, type CodeConflict } from './code-claims.ts';
import type { Concept } from './concept.ts';
import { ConceptHierarchy } from './concept-hierarchy.ts';

export interface ConceptIndexOptions {
  /** Codes of other vocabularies by which people ask for a concept, without meaning the same; with its IRI. */
  readonly searchCodes?: ReadonlyMap<string, string>;
  /** IRI of a retired term to that of the concept which replaces it. */
  readonly replaced?: ReadonlyMap<string, string>;
}

/** Concepts by IRI, by equal code and by scheme, and the sets that a search for one of them finds. */
export class ConceptIndex {
  /** Codes that several concepts claim; the check reports them. */
  readonly conflicts: readonly CodeConflict[];
  readonly #concepts: ReadonlyMap<string, Concept>;
  /** The concept that a code of another vocabulary, or a retired one, stands for. */
  readonly #canonical = new Map<string, Concept>();
  readonly #schemes = new Map<string, Concept[]>();
  readonly #hierarchy: ConceptHierarchy;

  constructor(concepts: ReadonlyMap<string, Concept>, options: ConceptIndexOptions = {}) {
    this.#concepts = concepts;
    const claims = readClaims(concepts);
    this.conflicts = findConflicts(concepts, claims);
    const stand = (code: string, concept: Concept | undefined): void => {
      if (concept !== undefined && !concepts.has(code) && !this.#canonical.has(code))
        this.#canonical.set(code, concept);
    };
    for (const [code, [holder]] of claims) stand(code, holder);
    for (const [code, iri] of options.replaced ?? []) stand(code, concepts.get(iri));
    for (const [code, iri] of options.searchCodes ?? []) stand(code, concepts.get(iri));
    for (const concept of concepts.values()) {
      const scheme = this.#schemes.get(concept.scheme.value);
      if (scheme === undefined) this.#schemes.set(concept.scheme.value, [concept]);
      else scheme.push(concept);
    }
    for (const members of this.#schemes.values()) members.sort(rootsFirstThenLabel);
    this.#hierarchy = new ConceptHierarchy(concepts);
  }

  get all(): Iterable<Concept> {
    return this.#concepts.values();
  }

  /** Everything that stands for a concept: its IRI, codes of other vocabularies, retired terms. */
  *codes(): Generator<readonly [iri: string, concept: Concept]> {
    yield* this.#concepts;
    yield* this.#canonical;
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
    return descendants ? this.#hierarchy.descendants(iri) : new Set([iri, ...concept.searchEquivalents]);
  }

  ancestors(concept: Concept): ReadonlySet<string> {
    return this.#hierarchy.ancestors(concept.iri.value);
  }
}

function rootsFirstThenLabel(a: Concept, b: Concept): number {
  const depth = Math.sign(a.broader.length) - Math.sign(b.broader.length);
  if (depth !== 0) return depth;
  const [left, right] = [a.labels.get('en') ?? '', b.labels.get('en') ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.iri.value < b.iri.value ? -1 : 1;
}
