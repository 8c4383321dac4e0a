import type { NamedNode } from '../../../server/rdf/terms.ts';
import type { GraphChange, GraphReplacement, Store, StoreQuery } from '../../../server/store/store.ts';

/** Keeps graphs and answers no queries; can be told to fail. */
export class MemoryStore implements Store {
  readonly graphs = new Map<string, string>();
  /** Every change that came with a replacement, in order. */
  readonly changes: GraphChange[] = [];
  /** How many of the next replacements fail. */
  failures = 0;

  query(_query: StoreQuery): Promise<Uint8Array> {
    return Promise.reject(new Error('MemoryStore answers no queries.'));
  }

  replaceGraphs(replacements: readonly GraphReplacement[]): Promise<void> {
    if (this.failures > 0) {
      this.failures--;
      return Promise.reject(new Error('The disk of the index is full.'));
    }
    for (const { graph, triples, change } of replacements) {
      if (change !== undefined) this.changes.push(change);
      if (triples.length === 0) this.graphs.delete(graph.value);
      else this.graphs.set(graph.value, new TextDecoder().decode(triples));
    }
    return Promise.resolve();
  }

  readGraph(graph: NamedNode): Promise<Uint8Array> {
    return Promise.resolve(new TextEncoder().encode(this.graphs.get(graph.value) ?? ''));
  }

  count(): Promise<number> {
    return Promise.resolve(
      [...this.graphs.values()].reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
