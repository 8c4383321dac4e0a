/** A value that a hierarchy may show. */
export interface TreeNode {
  readonly key: string;
  /** True for what stands there in its own right; false for what would only group others. */
  readonly own: boolean;
  /** Keys of everything above it, near or far. */
  readonly ancestors: ReadonlySet<string>;
}

export interface PlacedNode<Node extends TreeNode> {
  readonly node: Node;
  readonly depth: number;
}

/**
 * Arranges values below one another for a list. A grouping value is shown only where it groups at least two shown
 * values; a value with several parents stands once, below the nearest (the first of them in the order given).
 * The order of siblings is that of the input.
 */
export function arrangeTree<Node extends TreeNode>(candidates: readonly Node[]): readonly PlacedNode<Node>[] {
  let shown = candidates;
  for (;;) {
    const parents = placeBelow(shown);
    const children = new Map<string, Node[]>();
    for (const node of shown) {
      const parent = parents.get(node.key) ?? '';
      children.set(parent, [...(children.get(parent) ?? []), node]);
    }
    const kept = shown.filter((node) => node.own || (children.get(node.key)?.length ?? 0) >= 2);
    if (kept.length === shown.length) return walk(children, '', 0);
    shown = kept;
  }
}

/** The key of the nearest shown ancestor of each value that has one. */
function placeBelow(shown: readonly TreeNode[]): ReadonlyMap<string, string> {
  const byKey = new Map(shown.map((node) => [node.key, node]));
  const parents = new Map<string, string>();
  for (const node of shown) {
    const above = shown.filter(
      // Two values each above the other would make a circle: neither is placed below the other.
      (other) => node.ancestors.has(other.key) && !other.ancestors.has(node.key),
    );
    const nearest = above.find(
      (candidate) => !above.some((other) => byKey.get(other.key)?.ancestors.has(candidate.key)),
    );
    if (nearest !== undefined) parents.set(node.key, nearest.key);
  }
  return parents;
}

function walk<Node extends TreeNode>(
  children: ReadonlyMap<string, readonly Node[]>,
  parent: string,
  depth: number,
): readonly PlacedNode<Node>[] {
  return (children.get(parent) ?? []).flatMap((node) => [
    { node, depth },
    ...walk(children, node.key, depth + 1),
  ]);
}
