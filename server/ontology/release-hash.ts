import { createHash } from 'node:crypto';
import jsonld from 'jsonld';
import type { Quad } from '../rdf/terms.ts';
import { toNTriples } from '../rdf/n-triples.ts';

/**
 * SHA-256, in hexadecimal, over the canonical N-Quads (RDFC-1.0) of some statements without graphs. Only statements
 * with blank nodes go through the algorithm: names of blank nodes depend on nothing else (RDFC-1.0, 4.4.3 step 2),
 * so the ground rest is merely sorted in, and the outcome is that of the whole.
 */
export async function releaseHash(quads: readonly Quad[]): Promise<string> {
  const ground: Quad[] = [];
  const blank: Quad[] = [];
  for (const quad of quads) {
    const anonymous = quad.subject.termType === 'BlankNode' || quad.object.termType === 'BlankNode';
    (anonymous ? blank : ground).push(quad);
  }
  const lines = new Set([...linesOf(text(ground)), ...linesOf(await canonical(text(blank)))]);
  const hash = createHash('sha256');
  for (const line of [...lines].sort()) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** The published types of jsonld know canonize for documents only, not for N-Quads. */
const { canonize } = jsonld as unknown as {
  canonize: (nQuads: string, options: Readonly<Record<string, string>>) => Promise<string>;
};

async function canonical(nTriples: string): Promise<string> {
  if (nTriples === '') return '';
  const format = 'application/n-quads';
  return canonize(nTriples, { algorithm: 'RDFC-1.0', inputFormat: format, format });
}

function text(quads: readonly Quad[]): string {
  return new TextDecoder().decode(toNTriples(quads));
}

function linesOf(nTriples: string): string[] {
  return nTriples.split('\n').filter((line) => line !== '');
}
