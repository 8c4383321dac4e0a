import { toNTriples } from '../rdf/n-triples.ts';
import type { NamedNode, Quad } from '../rdf/terms.ts';
import type { GraphChange, GraphReplacement, Store } from '../store/store.ts';
import { providerStatements } from './provider-statements.ts';
import { ontologyGraph, providersGraph, submissionGraphs } from './submission-graphs.ts';
import type { StoredSubmission } from './submission.ts';

/** What happened to a submission. */
export type SubmissionChange =
  | {
      readonly kind: 'accepted';
      readonly stored: StoredSubmission;
      /** Against the version before, where the graphs may still hold it. */
      readonly changes?: { readonly catalogue?: GraphChange; readonly record?: GraphChange };
    }
  | { readonly kind: 'withdrawn'; readonly provider: string; readonly name: string };

/**
 * Told of every change, after the store: the catalogue and cohort indexes. May be told the same twice (when another
 * listener failed), so it must replace what it knows of the submission.
 */
export type SubmissionListener = (change: SubmissionChange) => void | Promise<void>;

/** A graph of the store, and whose it is. */
export interface IndexedGraph {
  readonly graph: NamedNode;
  readonly plane: 'catalogue' | 'record';
  /** Absent for the graphs of the node itself. */
  readonly provider?: string;
}

/** Everything that is built from the record and can be built again: the graphs of the store, and the listeners. */
export class SubmissionIndex {
  readonly #store: Store;
  readonly #base: string;
  readonly #listeners: SubmissionListener[] = [];
  readonly #graphs = new Map<string, readonly IndexedGraph[]>();

  constructor(store: Store, base: string) {
    this.#store = store;
    this.#base = base;
  }

  onChange(listener: SubmissionListener): void {
    this.#listeners.push(listener);
  }

  /** The graphs that hold something, with their owners; what a caller may read of them is decided elsewhere. */
  graphs(): readonly IndexedGraph[] {
    return [...this.#graphs.values()].flat();
  }

  /** Puts the graphs of the node itself: the ontology, and what its providers are called. */
  async putOwnGraphs(
    ontology: readonly Quad[],
    providers: readonly { readonly id: string; readonly title: string }[],
  ): Promise<void> {
    const contents = [
      { graph: ontologyGraph(this.#base), quads: ontology },
      {
        graph: providersGraph(this.#base),
        quads: providers.flatMap((each) => providerStatements(this.#base, each)),
      },
    ];
    await this.#store.replaceGraphs(
      contents.map(({ graph, quads }) => ({ graph, triples: toNTriples(quads) })),
    );
    this.#graphs.set(
      '',
      contents.map(({ graph }) => ({ graph, plane: 'catalogue' })),
    );
  }

  /** Brings store and listeners to what `change` says. Rejects where one of them fails; calling again mends it. */
  async apply(change: SubmissionChange): Promise<void> {
    const { provider, name } = change.kind === 'accepted' ? change.stored.submission : change;
    const { catalogue, record } = submissionGraphs(this.#base, provider, name);
    const content =
      change.kind === 'accepted' ? change.stored : { catalogue: new Uint8Array(), record: new Uint8Array() };
    const changes = change.kind === 'accepted' ? change.changes : undefined;
    await this.#store.replaceGraphs([
      replacement(catalogue, content.catalogue, changes?.catalogue),
      replacement(record, content.record, changes?.record),
    ]);
    const key = `${provider}/${name}`;
    if (change.kind === 'withdrawn') this.#graphs.delete(key);
    else {
      this.#graphs.set(key, [
        { graph: catalogue, plane: 'catalogue', provider },
        { graph: record, plane: 'record', provider },
      ]);
    }
    for (const listener of this.#listeners) await listener(change);
  }
}

/** A change is said only where it is small: loading much at once is faster than one statement after another. */
function replacement(
  graph: NamedNode,
  triples: Uint8Array,
  change: GraphChange | undefined,
): GraphReplacement {
  const small = change !== undefined && 4 * (change.added.length + change.removed.length) < triples.length;
  return { graph, triples, ...(small ? { change } : {}) };
}
