import type { NamedNode } from '../rdf/terms.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';

/** A graph of the store, and whose it is. */
export interface OwnedGraph {
  readonly graph: NamedNode;
  readonly plane: 'catalogue' | 'record';
  /** Absent for the ontology, the list of providers, and replicas of other nodes. */
  readonly provider?: string;
}

/** The graphs that someone may read whole: the public plane, and a provider's own records for its own role. */
export function readableGraphs(actor: Actor, graphs: Iterable<OwnedGraph>): readonly NamedNode[] {
  const readable: NamedNode[] = [];
  for (const { graph, plane, provider } of graphs) {
    const action = plane === 'catalogue' ? 'read-catalogue' : 'read-record';
    if (decide(actor, action, provider === undefined ? {} : { provider }).allowed) readable.push(graph);
  }
  return readable;
}
