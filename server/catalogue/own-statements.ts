import type { FederationNode } from '../federate/node.ts';
import type { Quad } from '../rdf/terms.ts';

/** What a node may say in a hub's replica, and the subjects of others that it spoke of. */
export interface OwnStatements {
  readonly own: readonly Quad[];
  /** IRIs under the address of another node, sorted; nothing said of them here is taken. */
  readonly foreign: readonly string[];
}

/**
 * The statements of a node's catalogue without those about subjects that another node minted: an IRI under another
 * node's address is that node's to describe. Otherwise one hospital could retitle the dataset of another at the hub.
 */
export function ownStatements(
  quads: readonly Quad[],
  node: string,
  nodes: readonly FederationNode[],
): OwnStatements {
  const others = nodes.filter(({ id }) => id !== node).map(({ url }) => `${url}/`);
  const foreign = new Set<string>();
  const own = quads.filter(({ subject }) => {
    const isForeign = others.some((address) => subject.value.startsWith(address));
    if (isForeign) foreign.add(subject.value);
    return !isForeign;
  });
  return { own, foreign: [...foreign].sort() };
}
