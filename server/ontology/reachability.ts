/**
 * What can be reached from each node of a graph, computed once: a bitmap for every strongly connected component, so
 * that circles cost nothing. Nodes are numbered in the order in which depth-first search leaves them; what a node of a
 * hierarchy reaches then stands close together, and a bitmap holds just the words between the first and the last.
 */
export class Reachability {
  /** Nodes in the order in which the search leaves them. */
  readonly #order: Int32Array;
  /** Where each node stands in that order. */
  readonly #position: Int32Array;
  /** The component of each node; a component has a smaller number than those that lead to it. */
  readonly #component: Int32Array;
  readonly #bitmaps: readonly Bitmap[];

  /** @param successors of each node, by its number */
  constructor(successors: readonly (readonly number[])[]) {
    const { order, component, starts } = components(successors);
    this.#order = order;
    this.#position = new Int32Array(order.length);
    order.forEach((node, position) => {
      this.#position[node] = position;
    });
    this.#component = component;
    const bitmaps: Bitmap[] = [];
    starts.forEach((start, number) => {
      const end = starts[number + 1] ?? order.length;
      const reached = new Set<Bitmap>();
      for (let at = start; at < end; at++) {
        for (const next of successors[order[at] ?? -1] ?? []) {
          // Undefined for the component itself, which is being made.
          const bitmap = bitmaps[component[next] ?? -1];
          if (bitmap !== undefined) reached.add(bitmap);
        }
      }
      bitmaps.push(unite(start, end, [...reached]));
    });
    this.#bitmaps = bitmaps;
  }

  /** Whether one node can be reached from another; each reaches itself. */
  reaches(from: number, to: number): boolean {
    const bitmap = this.#bitmaps[this.#component[from] ?? -1];
    const position = this.#position[to];
    if (bitmap === undefined || position === undefined) return false;
    const word = bitmap.words[(position >>> 5) - bitmap.firstWord] ?? 0;
    return (word & (1 << (position & 31))) !== 0;
  }

  /** Whether two nodes reach each other. */
  sameCycle(a: number, b: number): boolean {
    const component = this.#component[a];
    return component !== undefined && component === this.#component[b];
  }

  /** The nodes that can be reached from a node, itself among them. */
  *from(node: number): Generator<number> {
    const bitmap = this.#bitmaps[this.#component[node] ?? -1];
    if (bitmap === undefined) return;
    for (let at = 0; at < bitmap.words.length; at++) {
      for (let word = bitmap.words[at] ?? 0; word !== 0; word &= word - 1) {
        const position = (bitmap.firstWord + at) * 32 + 31 - Math.clz32(word & -word);
        yield this.#order[position] ?? -1;
      }
    }
  }
}

/** Set bits of positions in the order of the search. */
interface Bitmap {
  readonly firstWord: number;
  readonly words: Uint32Array;
}

/** The positions from start up to end, and those of the other bitmaps, which all lie before them. */
function unite(start: number, end: number, others: readonly Bitmap[]): Bitmap {
  const firstWord = others.reduce((least, other) => Math.min(least, other.firstWord), start >>> 5);
  const words = new Uint32Array(((end - 1) >>> 5) - firstWord + 1);
  for (const other of others) {
    const shift = other.firstWord - firstWord;
    other.words.forEach((word, at) => {
      words[shift + at] = (words[shift + at] ?? 0) | word;
    });
  }
  for (let position = start; position < end; position++) {
    const at = (position >>> 5) - firstWord;
    words[at] = (words[at] ?? 0) | (1 << (position & 31));
  }
  return { firstWord, words };
}

/** Tarjan's algorithm without recursion, which a long chain would overflow. */
function components(successors: readonly (readonly number[])[]): {
  readonly order: Int32Array;
  readonly component: Int32Array;
  /** Where each component starts in the order. */
  readonly starts: readonly number[];
} {
  const size = successors.length;
  const order = new Int32Array(size);
  const component = new Int32Array(size).fill(-1);
  const starts: number[] = [];
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const open: number[] = [];
  const path: { readonly node: number; next: number }[] = [];
  let visited = 0;
  let left = 0;
  const at = (values: Int32Array, node: number): number => values[node] ?? -1;
  const enter = (node: number): void => {
    index[node] = low[node] = visited++;
    open.push(node);
    path.push({ node, next: 0 });
  };
  const leave = (node: number): void => {
    path.pop();
    const parent = path.at(-1)?.node;
    if (parent !== undefined) low[parent] = Math.min(at(low, parent), at(low, node));
    if (at(low, node) !== at(index, node)) return;
    starts.push(left);
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component[member] = starts.length - 1;
      order[left++] = member;
      if (member === node) break;
    }
  };
  for (let root = 0; root < size; root++) {
    if (at(index, root) >= 0) continue;
    enter(root);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = successors[step.node]?.[step.next++];
      if (next === undefined) leave(step.node);
      else if (at(index, next) < 0) enter(next);
      else if (at(component, next) < 0) low[step.node] = Math.min(at(low, step.node), at(index, next));
    }
  }
  return { order, component, starts };
}
