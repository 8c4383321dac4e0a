import type { Concept } from '../ontology/concept.ts';
import type { Ontology } from '../ontology/ontology.ts';

/**
 * Which concepts a facet shows as one. A technique and its procedure are searched as one (`mer:searchEquivalent`), so
 * a list has one row for them: the one that the vocabulary says (`mer:shownAs`), else the first by IRI.
 */
export class ValueFolding {
  readonly #ontology: Pick<Ontology, 'concept' | 'expand' | 'ancestors'>;
  readonly #shown = new Map<string, Concept>();
  readonly #members = new Map<string, readonly Concept[]>();
  readonly #reach = new Map<string, ReadonlySet<string>>();
  readonly #ancestors = new Map<string, ReadonlySet<string>>();

  constructor(ontology: Pick<Ontology, 'concept' | 'expand' | 'ancestors'>) {
    this.#ontology = ontology;
  }

  /** The concept that stands for this one in lists. */
  shown(concept: Concept): Concept {
    const known = this.#shown.get(concept.iri.value);
    if (known !== undefined) return known;
    const members = this.#equivalents(concept).toSorted((a, b) => (a.iri.value < b.iri.value ? -1 : 1));
    const rank = (candidate: Concept): number => {
      if (members.some((member) => member.shownAs === candidate.iri.value)) return 0;
      return candidate.scheme.equals(concept.scheme) ? 1 : 2;
    };
    members.sort((a, b) => rank(a) - rank(b));
    const first = members[0] ?? concept;
    for (const member of members) this.#shown.set(member.iri.value, first);
    this.#members.set(first.iri.value, members);
    return first;
  }

  /** All that are shown as one with this concept, itself included. */
  members(concept: Concept): readonly Concept[] {
    return this.#members.get(this.shown(concept).iri.value) ?? [concept];
  }

  /**
   * Canonical IRIs that a filter for this concept finds: everything shown as one with it, all descendants, and what is
   * shown as one with those, so that a row never counts less than a row below it; and what shows any of them beside
   * other things, but nothing below that.
   */
  reach(concept: Concept): ReadonlySet<string> {
    const shown = this.shown(concept);
    let reach = this.#reach.get(shown.iri.value);
    if (reach === undefined) {
      const found = new Set<string>([shown.iri.value]);
      // A set may grow while it is walked: what is added is visited in turn.
      for (const iri of found) {
        const member = this.#ontology.concept(iri);
        if (member === undefined) continue;
        for (const other of this.members(member)) found.add(other.iri.value);
        for (const other of [...member.narrower, ...member.searchEquivalents]) found.add(other);
      }
      reach = found.union(this.#showing(found));
      this.#reach.set(shown.iri.value, reach);
    }
    return reach;
  }

  /** What shows any of these beside other things, and all that is shown or searched as one with that. */
  #showing(iris: ReadonlySet<string>): ReadonlySet<string> {
    const showing = new Set<string>();
    for (const iri of iris) {
      for (const wider of this.#ontology.concept(iri)?.shownBy ?? []) {
        const concept = this.#ontology.concept(wider);
        if (concept === undefined) continue;
        for (const other of this.members(concept)) showing.add(other.iri.value);
        for (const other of concept.searchEquivalents) showing.add(other);
      }
    }
    return showing;
  }

  /** IRIs of the shown concepts above this one. */
  ancestors(concept: Concept): ReadonlySet<string> {
    const shown = this.shown(concept);
    let ancestors = this.#ancestors.get(shown.iri.value);
    if (ancestors === undefined) {
      const found = new Set<string>([shown.iri.value]);
      for (const iri of found) {
        const below = this.#ontology.concept(iri);
        for (const member of below === undefined ? [] : this.members(below)) {
          for (const above of this.#ontology.ancestors(member)) {
            const concept = this.#ontology.concept(above);
            if (concept !== undefined) found.add(this.shown(concept).iri.value);
          }
        }
      }
      found.delete(shown.iri.value);
      ancestors = found;
      this.#ancestors.set(shown.iri.value, ancestors);
    }
    return ancestors;
  }

  #equivalents(concept: Concept): Concept[] {
    const found = new Map([[concept.iri.value, concept]]);
    // A map may grow while it is walked: new members are visited in turn.
    for (const member of found.values()) {
      for (const iri of member.searchEquivalents) {
        const other = this.#ontology.concept(iri);
        if (other !== undefined && !found.has(other.iri.value)) found.set(other.iri.value, other);
      }
    }
    return [...found.values()];
  }
}
