import { MeridianError } from '../errors.ts';
import { nodeKey } from '../rdf/quad-graph.ts';
import type { Term } from '../rdf/terms.ts';
import type { PlaceFinder } from '../validate/validator.ts';

/** More of one kind are summed up: a mapping that is wrong is wrong a hundred thousand times. */
const mostOfAKind = 5;

/** One thing that is wrong, said of one node. */
export interface PlaneFailure {
  /** Failures of one kind have one advice, and are counted together. */
  readonly kind: string;
  readonly node: Term;
  readonly message: string;
  readonly advice: string;
  /** Where the place to name is that of a property of the node. */
  readonly predicate?: string;
}

/** Collects what is wrong with the planes of a delivery: each node once per kind, a few of each kind in full. */
export class FailureTally {
  readonly #places: PlaceFinder;
  readonly #kinds = new Map<string, { readonly failures: MeridianError[]; readonly nodes: Set<string> }>();

  constructor(places: PlaceFinder) {
    this.#places = places;
  }

  add({ kind, node, message, advice, predicate }: PlaneFailure): void {
    let found = this.#kinds.get(kind);
    if (found === undefined) this.#kinds.set(kind, (found = { failures: [], nodes: new Set() }));
    const name = nodeKey(node) ?? node.value;
    if (found.nodes.has(name)) return;
    found.nodes.add(name);
    if (found.failures.length >= mostOfAKind) return;
    const place = this.#places(name, predicate);
    const options = { advice, ...(place === undefined ? {} : { place }) };
    found.failures.push(new MeridianError('not-conformant', message, options));
  }

  /** Whether something was found wrong with a node (its IRI, or `_:` and its label). */
  has(node: string): boolean {
    return [...this.#kinds.values()].some(({ nodes }) => nodes.has(node));
  }

  list(): MeridianError[] {
    return [...this.#kinds.values()].flatMap(({ failures, nodes }) => sumUp(failures, nodes.size));
  }
}

function sumUp(failures: readonly MeridianError[], total: number): MeridianError[] {
  const rest = total - failures.length;
  const last = failures.at(-1);
  if (rest === 0 || last === undefined) return [...failures];
  const advice = last.advice === undefined ? {} : { advice: last.advice };
  return [
    ...failures,
    new MeridianError('not-conformant', `The same is true of ${rest} more things.`, advice),
  ];
}
