import { quad, Store } from 'oxigraph';
import type { NamedNode, Quad } from 'oxigraph';
import type { GraphChange } from './store.ts';

/**
 * Takes triples out of a graph and puts others in. False, and nothing is done, where the graph is not what the change
 * is of: it lacks what is to go, or has what is to come. Throws for N-Triples that cannot be read.
 */
export function changeGraph(store: Store, graph: NamedNode, { removed, added }: GraphChange): boolean {
  const [going, coming] = [quadsOf(removed, graph), quadsOf(added, graph)];
  if (!going.every((each) => store.has(each)) || coming.some((each) => store.has(each))) return false;
  for (const each of going) store.delete(each);
  for (const each of coming) store.add(each);
  return true;
}

/** Read by the engine itself, so that a term is here what it is when whole graphs are loaded. */
function quadsOf(triples: Uint8Array, graph: NamedNode): Quad[] {
  if (triples.length === 0) return [];
  const read = new Store();
  read.load(triples, { format: 'application/n-triples' });
  return read.match().map(({ subject, predicate, object }) => quad(subject, predicate, object, graph));
}
