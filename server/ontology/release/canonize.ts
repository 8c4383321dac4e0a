import rdfCanonize from 'rdf-canonize';
import { MeridianError } from '../../errors.ts';
import { isBlankNode } from '../../rdf/terms.ts';
import type { Quad } from '../../rdf/terms.ts';

/**
 * How often blank nodes that look alike may be compared: a few times each, and some more, for a handful of nodes needs
 * more than its share. The whole ontology takes fewer than fifty; a list of one member a thousand times would take half
 * a million. A number and no clock, so that an ontology that has a hash has it on every machine.
 */
const comparisonsPerNode = 8;
const comparisonsBeside = 1000;

/**
 * Canonical N-Quads (RDFC-1.0) of statements of which none is there twice. Throws an error of the given code where too
 * many blank nodes look alike.
 *
 * @param canonicalIdMap is filled with the canonical label of each blank node
 */
export async function canonize(
  quads: readonly Quad[],
  code: 'bad-ontology' | 'too-large',
  canonicalIdMap = new Map<string, string>(),
): Promise<string> {
  const nodes = new Set(
    quads.flatMap(({ subject, object }) => [subject, object].filter(isBlankNode).map(({ value }) => value)),
  );
  try {
    // Statements and not a text, in which the package looks for repeated statements one against all others.
    return await rdfCanonize.canonize(quads, {
      algorithm: 'RDFC-1.0',
      maxDeepIterations: nodes.size * comparisonsPerNode + comparisonsBeside,
      canonicalIdMap,
    });
  } catch (cause) {
    throw new MeridianError(code, 'Too many blank nodes cannot be told apart.', {
      advice:
        'Give the blank nodes that several statements refer to names of their own, and name no member of a list twice.',
      cause,
    });
  }
}
