import { toNTriplesTerm } from '../rdf/n-triples.ts';
import type { Quad } from '../rdf/terms.ts';

/**
 * The distinct statements as N-Triples, lines in order. Equal graphs without blank nodes give equal bytes, so that a
 * delivery that changes nothing is seen by comparing; and neighbours alike compress better.
 */
export function sortedNTriples(quads: readonly Quad[]): {
  readonly bytes: Uint8Array;
  readonly count: number;
} {
  const lines = new Set<string>();
  for (const { subject, predicate, object } of quads) {
    lines.add(`${toNTriplesTerm(subject)} <${predicate.value}> ${toNTriplesTerm(object)} .\n`);
  }
  return { bytes: new TextEncoder().encode([...lines].sort().join('')), count: lines.size };
}
