import { toCurie } from '../../../rdf/prefixes.ts';
import { rdfs } from '../../../rdf/vocabulary.ts';
import { NamedReachability } from '../../check/named-reachability.ts';
import { foundIn, nameOf } from '../foreign-ontology.ts';
import type { ForeignOntology, ForeignRestriction } from '../foreign-ontology.ts';
import type { ImportFinding } from '../import-finding.ts';

/** A property needs this many uses before they show a habit. */
const fewestUses = 20;
/** The branch that holds this share of a property's values is where it has them; of the other property, nearly all. */
const ownShare = 0.8;
const otherShare = 0.95;
/** Two properties with no more of their values in common than this keep apart. */
const sharedShare = 0.05;

/** How the file uses a property: with which values on which classes. */
interface Usage {
  readonly property: string;
  readonly uses: readonly { readonly iri: string; readonly filler: string }[];
  readonly fillers: ReadonlySet<string>;
}

/**
 * A value that another property has, in a branch where this one has none: a body part as the morphology of a tumour.
 * The branches are read off the uses, so that it works where no range is declared: a value counts as misplaced where
 * it lies outside the branch of most values of its own property, inside that of the other, and the two properties
 * share next to nothing else.
 */
export function* checkValueBranches(ontology: ForeignOntology): Iterable<ImportFinding> {
  for (const { iri, property, filler, own, other, theirs } of misplacedValues(ontology)) {
    const [mine, its] = [property, other].map((each) => toCurie(ontology.prefixes, each));
    const message = `${nameOf(ontology, iri)} has ${nameOf(ontology, filler)} by ${mine ?? ''}. Its values lie below ${nameOf(ontology, own)}; this one is a value of ${its ?? ''}, below ${nameOf(ontology, theirs)}.`;
    yield foundIn(ontology, 'value-in-other-branch', message, iri, rdfs.subClassOf.value);
  }
}

/** A value where it does not belong: the branch of its property's values, and the property and branch that it is of. */
export interface MisplacedValue extends Pick<ForeignRestriction, 'property' | 'filler'> {
  readonly iri: string;
  readonly own: string;
  readonly other: string;
  readonly theirs: string;
}

export function* misplacedValues(ontology: ForeignOntology): Iterable<MisplacedValue> {
  const branches = new Branches(ontology);
  const habits = usages(ontology).filter(({ uses }) => uses.length >= fewestUses);
  for (const usage of habits) {
    const own = branches.of(usage, ownShare);
    if (own === undefined) continue;
    for (const other of habits) {
      if (other === usage) continue;
      const shared = usage.uses.filter(({ filler }) => other.fillers.has(filler));
      if (shared.length === 0 || shared.length > usage.uses.length * sharedShare) continue;
      const theirs = branches.of(other, otherShare);
      if (theirs === undefined) continue;
      for (const { iri, filler } of shared) {
        if (branches.holds(own, filler) || !branches.holds(theirs, filler)) continue;
        yield { iri, property: usage.property, filler, own, other: other.property, theirs };
      }
    }
  }
}

function usages(ontology: ForeignOntology): readonly Usage[] {
  const found = new Map<string, { iri: string; filler: string }[]>();
  for (const { iri, restrictions } of ontology.classes.values()) {
    for (const { property, filler } of restrictions) {
      const uses = found.get(property);
      if (uses === undefined) found.set(property, [{ iri, filler }]);
      else uses.push({ iri, filler });
    }
  }
  return [...found].map(([property, uses]) => ({
    property,
    uses,
    fillers: new Set(uses.map(({ filler }) => filler)),
  }));
}

/** The classes above, and which of them is the smallest that holds most of some classes. */
class Branches {
  readonly #classes: ForeignOntology['classes'];
  readonly #above: NamedReachability;
  readonly #sizes = new Map<string, number>();
  readonly #found = new Map<string, string | undefined>();

  constructor({ classes }: ForeignOntology) {
    this.#classes = classes;
    this.#above = new NamedReachability(new Map([...classes].map(([iri, { parents }]) => [iri, parents])));
  }

  holds(branch: string, iri: string): boolean {
    return this.#above.reaches(iri, branch);
  }

  /** The smallest class, no root, that holds a share of a property's values; undefined where only a root does. */
  of({ property, uses }: Usage, share: number): string | undefined {
    const key = `${share} ${property}`;
    if (!this.#found.has(key)) {
      const fillers = uses.map(({ filler }) => filler);
      this.#found.set(key, this.#smallest(fillers, fillers.length * share));
    }
    return this.#found.get(key);
  }

  #smallest(fillers: readonly string[], fewest: number): string | undefined {
    const counts = new Map<string, number>();
    for (const filler of fillers) {
      for (const above of this.#ancestors(filler)) counts.set(above, (counts.get(above) ?? 0) + 1);
    }
    return [...counts]
      .filter(([iri, count]) => count >= fewest && (this.#classes.get(iri)?.parents.length ?? 0) > 0)
      .map(([iri]) => iri)
      .sort((a, b) => this.#size(a) - this.#size(b) || (a < b ? -1 : 1))[0];
  }

  #ancestors(start: string): ReadonlySet<string> {
    const found = new Set([start]);
    // A set visits what is added while it is walked.
    for (const iri of found) for (const parent of this.#classes.get(iri)?.parents ?? []) found.add(parent);
    return found;
  }

  #size(branch: string): number {
    let size = this.#sizes.get(branch);
    if (size === undefined) {
      size = [...this.#classes.keys()].filter((iri) => this.#above.reaches(iri, branch)).length;
      this.#sizes.set(branch, size);
    }
    return size;
  }
}
