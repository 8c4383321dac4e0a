/**
 * What can be reached from where in a directed graph, itself included. The graph may have cycles: it is condensed to its
 * strongly connected components (Tarjan 1972), whose closures are bitmaps, each made of those of its successors. So
 * the cost is one pass over the edges, each of them an OR of bitmaps.
 */
export class NamedReachability {
  readonly #component = new Map<string, number>();
  readonly #members: string[][] = [];
  readonly #closures: Uint32Array[] = [];

  constructor(edges: ReadonlyMap<string, readonly string[]>) {
    this.#condense(edges);
    const words = Math.ceil(this.#members.length / 32);
    // Components come out successors first, so that what a closure is made of is always there.
    this.#members.forEach((members, component) => {
      const closure = new Uint32Array(words);
      set(closure, component);
      for (const member of members) {
        for (const next of edges.get(member) ?? []) {
          const other = this.#component.get(next);
          const reached = other === undefined ? undefined : this.#closures[other];
          if (reached === undefined || other === component) continue;
          for (let word = 0; word < words; word += 1)
            closure[word] = (closure[word] ?? 0) | (reached[word] ?? 0);
        }
      }
      this.#closures.push(closure);
    });
  }

  /** Whether `to` can be reached from `from`; everything reaches itself. */
  reaches(from: string, to: string): boolean {
    if (from === to) return true;
    const [source, target] = [this.#component.get(from), this.#component.get(to)];
    if (source === undefined || target === undefined) return false;
    return has(this.#closures[source], target);
  }

  /** Everything that can be reached, the start included. */
  from(start: string): readonly string[] {
    const component = this.#component.get(start);
    const closure = component === undefined ? undefined : this.#closures[component];
    if (closure === undefined) return [start];
    return this.#members.flatMap((members, other) => (has(closure, other) ? members : []));
  }

  /** Whether two nodes reach each other. */
  sameCycle(a: string, b: string): boolean {
    const component = this.#component.get(a);
    return component !== undefined && component === this.#component.get(b);
  }

  #condense(edges: ReadonlyMap<string, readonly string[]>): void {
    const order = new Map<string, number>();
    const low = new Map<string, number>();
    const stack: string[] = [];
    const onStack = new Set<string>();
    const open = (node: string): { node: string; next: number } => {
      order.set(node, order.size);
      low.set(node, order.size - 1);
      stack.push(node);
      onStack.add(node);
      return { node, next: 0 };
    };
    for (const start of edges.keys()) {
      if (order.has(start)) continue;
      // A stack of our own: the recursion of a long chain would overflow that of the machine.
      const path = [open(start)];
      for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
        const { node } = frame;
        const target = edges.get(node)?.[frame.next];
        if (target !== undefined) {
          frame.next += 1;
          if (!order.has(target)) path.push(open(target));
          else if (onStack.has(target)) lower(low, node, order.get(target) ?? 0);
          continue;
        }
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(low, parent.node, low.get(node) ?? 0);
        if (low.get(node) !== order.get(node)) continue;
        const members = stack.splice(stack.lastIndexOf(node));
        for (const member of members) {
          onStack.delete(member);
          this.#component.set(member, this.#members.length);
        }
        this.#members.push(members);
      }
    }
  }
}

function lower(low: Map<string, number>, node: string, value: number): void {
  if (value < (low.get(node) ?? 0)) low.set(node, value);
}

function set(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

function has(bits: Uint32Array | undefined, index: number): boolean {
  return bits !== undefined && ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}
