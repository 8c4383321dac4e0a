import { isRecord } from './json-value.ts';

/**
 * How much work the contexts of a JSON-LD document make beyond reading it once, counted in terms: a context inside
 * another node is laid over all the terms in force there, and a context in the definition of a term (JSON-LD 1.1
 * section 4.1.8) is laid again wherever the term is used, which may be in every node. 0 for one context at the top.
 */
export function contextCost(document: unknown): number {
  let cost = 0;
  let nodes = 0;
  let scopedTerms = 0;
  const open: { value: unknown; inForce: number; top: boolean }[] = [
    { value: document, inForce: 0, top: true },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, inForce, top } = next;
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) open.push({ value: item, inForce, top });
    } else if (isRecord(value)) {
      nodes++;
      const own = countTerms(value['@context'], false);
      scopedTerms += own.scoped;
      if (own.all > 0 && !top) cost += inForce + own.all;
      for (const [key, item] of Object.entries(value)) {
        if (key !== '@context') open.push({ value: item, inForce: inForce + own.all, top: false });
      }
    }
  }
  return cost + scopedTerms * nodes;
}

/** The terms that a context defines, and how many of them stand in contexts within its definitions. */
function countTerms(context: unknown, scoped: boolean): { all: number; scoped: number } {
  if (Array.isArray(context)) return add(context.map((item) => countTerms(item, scoped)));
  if (!isRecord(context)) return { all: 0, scoped: 0 };
  const own = Object.keys(context).length;
  const inner = Object.values(context)
    .filter(isRecord)
    .map((definition) => countTerms(definition['@context'], true));
  return add([{ all: own, scoped: scoped ? own : 0 }, ...inner]);
}

function add(counts: readonly { all: number; scoped: number }[]): { all: number; scoped: number } {
  return {
    all: counts.reduce((total, { all }) => total + all, 0),
    scoped: counts.reduce((total, { scoped }) => total + scoped, 0),
  };
}
