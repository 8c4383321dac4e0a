/** A value that a hierarchy may show. */
export interface TreeNode {
  readonly key: string;
  /** True for what stands there in its own right; false for what would only group others. */
  readonly own: boolean;
  /** Datasets that it stands for, with everything below it. */
  readonly count: number;
  /** Keys of everything above it, near or far. */
  readonly ancestors: ReadonlySet<string>;
}

export interface PlacedNode<Node extends TreeNode> {
  readonly node: Node;
  readonly depth: number;
}

/**
 * Arranges values below one another for a list. A grouping value is shown only where it groups at least two shown
 * values and tells something that they do not: it stands for more datasets than any one of them, and for fewer than
 * the `whole` of datasets that state a value. A value with several parents stands once, below the nearest (the first
 * of them in the order given). The order of siblings is that of the input.
 */
export function arrangeTree<Node extends TreeNode>(
  candidates: readonly Node[],
  whole: number,
): readonly PlacedNode<Node>[] {
  let shown = candidates;
  for (;;) {
    const parents = placeBelow(shown);
    const children = new Map<string, Node[]>();
    for (const node of shown) {
      const parent = parents.get(node.key) ?? '';
      children.set(parent, [...(children.get(parent) ?? []), node]);
    }
    const kept = shown.filter((node) => node.own || isWorthALine(node, children.get(node.key) ?? [], whole));
    if (kept.length === shown.length) return walk(children, '', 0);
    shown = kept;
  }
}

function isWorthALine(node: TreeNode, children: readonly TreeNode[], whole: number): boolean {
  return children.length >= 2 && node.count < whole && children.every(({ count }) => count < node.count);
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
