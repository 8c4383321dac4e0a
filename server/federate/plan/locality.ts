import type { Term } from '@rdfjs/types';
import { refuse } from './refuse.ts';

/**
 * How an operation may be answered so that the answer equals the one over all nodes merged:
 * - free: it has no patterns, the hub answers it alone
 * - replicated: any one node has the whole answer
 * - local: the answer is the sum (as multisets) of the nodes' answers
 * - set: the answer is the union (as sets) of the nodes' answers, all variables kept
 * - global: it must be taken apart
 * - refused: not even that is known to be right
 */
export interface Locality {
  readonly kind: 'free' | 'replicated' | 'local' | 'set' | 'global' | 'refused';
  /** Keys of terms that are certainly things owned by one node: its subjects, and objects of local links. */
  readonly owned: ReadonlySet<string>;
  /** Keys of terms that are certainly bound by a pattern over owned things, or by a set. Holds `owned`. */
  readonly native: ReadonlySet<string>;
  /** Names of variables that are certainly bound. */
  readonly certain: ReadonlySet<string>;
  /** Keys of terms that are certainly subjects of the ontology. */
  readonly concepts: ReadonlySet<string>;
  /** Ends of paths of any length, of which one must be bound from outside: else they reach every term there is. */
  readonly loose: readonly (readonly [string, string])[];
  /** The one subject that all patterns of a set share. */
  readonly subject?: string;
  /** Why it is refused: the part, and the reason. */
  readonly reason?: readonly [string, string];
}

/** What is known of terms from the operations that this one is joined with. */
export interface Surroundings {
  readonly owned: ReadonlySet<string>;
  readonly concepts: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
export const nowhere: Surroundings = { owned: none, concepts: none };

export function locality(kind: Locality['kind'], parts: Partial<Locality> = {}): Locality {
  return { kind, owned: none, native: none, certain: none, concepts: none, loose: [], ...parts };
}

export function refused(part: string, reason: string): Locality {
  return locality('refused', { reason: [part, reason] });
}

/** A variable and an IRI both can tie two patterns to one node; a literal cannot. */
export function keyOf(term: Term): string | undefined {
  if (term.termType === 'Variable') return `?${term.value}`;
  return term.termType === 'NamedNode' ? `<${term.value}>` : undefined;
}

export function keysOf(...terms: readonly Term[]): ReadonlySet<string> {
  return new Set(terms.map(keyOf).filter((key) => key !== undefined));
}

export function namesOf(...terms: readonly Term[]): ReadonlySet<string> {
  return new Set(terms.filter((term) => term.termType === 'Variable').map((term) => term.value));
}

/** Whether matches of both lie in the same node: they share a term that is owned on one side and native on the other. */
function isTied(left: Locality, right: Locality): boolean {
  return !left.owned.isDisjointFrom(right.native) || !left.native.isDisjointFrom(right.owned);
}

/**
 * Whether the right side is answered in the node of the left one: both are about the same owned things, both are sets
 * about the same subject, or the right one is a set about something that the left one names.
 */
export function isBeside(left: Locality, right: Locality): boolean {
  if (left.kind === 'local' && right.kind === 'local') return isTied(left, right);
  if (right.kind !== 'set' || right.subject === undefined) return false;
  return left.kind === 'set'
    ? left.subject === right.subject
    : left.kind === 'local' && left.native.has(right.subject);
}

/** Those loose paths that none of these variables binds. */
export function stillLoose(loose: Locality['loose'], certain: ReadonlySet<string>): Locality['loose'] {
  return loose.filter(([from, to]) => !certain.has(from) && !certain.has(to));
}

/** What is certain of several operations that all must match. */
export function together(parts: readonly Locality[]): Omit<Locality, 'kind' | 'loose'> {
  const all = (pick: (part: Locality) => ReadonlySet<string>): ReadonlySet<string> =>
    parts.reduce<ReadonlySet<string>>((set, part) => set.union(pick(part)), none);
  return {
    owned: all((part) => part.owned),
    native: all((part) => part.native),
    certain: all((part) => part.certain),
    concepts: all((part) => part.concepts),
  };
}

/** What is certain of several operations of which one matches. */
export function either(parts: readonly Locality[]): Omit<Locality, 'kind' | 'loose'> {
  const common = (pick: (part: Locality) => ReadonlySet<string>): ReadonlySet<string> =>
    parts.map(pick).reduce((set, other) => set.intersection(other));
  if (parts.length === 0) return together([]);
  return {
    owned: common((part) => part.owned),
    native: common((part) => part.native),
    certain: common((part) => part.certain),
    concepts: common((part) => part.concepts),
  };
}

/** Throws where a path that may have no steps has two open ends. */
export function checkTied(found: Locality): void {
  if (found.loose.length > 0) {
    throw refuse(
      'A path that may have no steps',
      'both of its ends are open, so it reaches every term there is',
    );
  }
}
