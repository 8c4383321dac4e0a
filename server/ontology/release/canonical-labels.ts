import { toNTriplesTerm } from '../../rdf/n-triples.ts';
import { isBlankNode } from '../../rdf/terms.ts';
import type { Quad } from '../../rdf/terms.ts';
import { canonize } from './canonize.ts';

/**
 * Labels of RDFC-1.0 for the blank nodes that need one: those that several statements refer to, or that refer to
 * themselves in a circle. All others are known by what they say. Throws `too-large` where there are too many alike.
 */
export async function canonicalLabels(quads: readonly Quad[]): Promise<ReadonlyMap<string, string>> {
  const needed = nodesToLabel(quads);
  if (needed.size === 0) return new Map();
  const blank = new Map<string, Quad>();
  for (const quad of quads) {
    const { subject, predicate, object } = quad;
    if (!isBlankNode(subject) && !isBlankNode(object)) continue;
    blank.set([subject, predicate, object].map(toNTriplesTerm).join(' '), quad);
  }
  const canonicalIdMap = new Map<string, string>();
  await canonize([...blank.values()], 'too-large', canonicalIdMap);
  const labels = [...needed].map((label) => [label, canonicalIdMap.get(label)] as const);
  return new Map(
    labels.flatMap(([label, canonical]) => (canonical === undefined ? [] : [[label, `_:${canonical}`]])),
  );
}

function nodesToLabel(quads: readonly Quad[]): ReadonlySet<string> {
  const owners = new Map<string, Map<string, string | undefined>>();
  for (const { subject, predicate, object } of quads) {
    if (!isBlankNode(object)) continue;
    const owner = isBlankNode(subject) ? subject.value : undefined;
    const uses = owners.get(object.value) ?? new Map<string, string | undefined>();
    uses.set(`${subject.termType} ${subject.value} ${predicate.value}`, owner);
    owners.set(object.value, uses);
  }
  const needed = new Set<string>();
  const grounded = new Set<string>();
  for (const [start, uses] of owners) {
    if (uses.size > 1) needed.add(start);
    const path = new Set<string>();
    let node: string | undefined = start;
    while (node !== undefined && !grounded.has(node)) {
      if (path.has(node)) {
        // Only the circle itself: what hangs below it is known by what it says.
        const members = [...path];
        for (const member of members.slice(members.indexOf(node))) needed.add(member);
        break;
      }
      path.add(node);
      const holders: ReadonlyMap<string, string | undefined> | undefined = owners.get(node);
      node = holders?.size === 1 ? [...holders.values()][0] : undefined;
    }
    for (const member of path) grounded.add(member);
  }
  return needed;
}
