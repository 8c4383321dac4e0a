import { createHash } from 'node:crypto';
import type { Quad } from '../rdf/terms.ts';
import { toNTriplesTerm } from '../rdf/n-triples.ts';
import { canonize } from './release/canonize.ts';

/**
 * SHA-256, in hexadecimal, over the canonical N-Quads (RDFC-1.0) of some statements without graphs. Only statements
 * with blank nodes go through the algorithm: names of blank nodes depend on nothing else (RDFC-1.0, 4.4.3 step 2),
 * so the ground rest is merely sorted in, and the outcome is that of the whole. Throws `bad-ontology` where too many
 * blank nodes look alike.
 */
export async function releaseHash(quads: readonly Quad[]): Promise<string> {
  const lines = new Set<string>();
  const blank = new Map<string, Quad>();
  for (const quad of quads) {
    const line = lineOf(quad);
    if (quad.subject.termType === 'BlankNode' || quad.object.termType === 'BlankNode') blank.set(line, quad);
    else lines.add(line);
  }
  const canonical = await canonize([...blank.values()], 'bad-ontology');
  for (const line of canonical.split('\n')) if (line !== '') lines.add(line);
  const hash = createHash('sha256');
  for (const line of [...lines].sort()) hash.update(`${line}\n`);
  return hash.digest('hex');
}

function lineOf({ subject, predicate, object }: Quad): string {
  return `${toNTriplesTerm(subject)} ${toNTriplesTerm(predicate)} ${toNTriplesTerm(object)} .`;
}
