import { namedNode, type Store } from 'oxigraph';

/** The serialised answer of a store, over its default graph or over the graph of this name. */
export function textAnswer(store: Store, query: string, mediaType: string, graph?: string): string {
  const answer: unknown = store.query(query, {
    results_format: mediaType,
    ...(graph === undefined ? {} : { default_graph: namedNode(graph) }),
  });
  if (typeof answer !== 'string') throw new TypeError(`The engine gave no text for ${mediaType}.`);
  return answer;
}
