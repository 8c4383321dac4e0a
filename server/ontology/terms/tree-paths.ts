/** The ways from the roots of a tree to a term. */
export interface TreePaths {
  /** Each from the root down to a direct parent, the shortest through that parent. */
  readonly paths: readonly (readonly string[])[];
  /** Parents that no path here ends at. */
  readonly more: number;
}

/**
 * One way down to each direct parent of a term, at most so many. Trees with several parents a node have more ways than
 * anyone reads: of those through one parent the shortest stands, the first of equal ones.
 */
export function treePaths(
  start: string,
  parentsOf: (iri: string) => readonly string[],
  most: number,
): TreePaths {
  const parents = parentsOf(start);
  const shown = parents.slice(0, most);
  return {
    paths: shown.map((parent) => shortestWay(parent, parentsOf, start)),
    more: parents.length - shown.length,
  };
}

/** From a root down to a term. What stands in a circle has no root: the way ends where it would repeat itself. */
function shortestWay(
  target: string,
  parentsOf: (iri: string) => readonly string[],
  below: string,
): readonly string[] {
  const seen = new Set([below, target]);
  let layer: readonly (readonly string[])[] = [[target]];
  for (let last = layer; ; last = layer) {
    const next: string[][] = [];
    for (const way of last) {
      const [top = target] = way;
      const parents = parentsOf(top);
      if (parents.length === 0) return way;
      for (const parent of parents) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        next.push([parent, ...way]);
      }
    }
    if (next.length === 0) return last[0] ?? [target];
    layer = next;
  }
}
