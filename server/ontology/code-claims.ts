import type { Concept } from './concept.ts';

/** Codes that mean the same, for which several concepts stand. */
export interface CodeConflict {
  /** IRIs of the codes; empty where two concepts are themselves said to mean the same. */
  readonly codes: readonly string[];
  /** IRIs of the concepts, sorted. The codes resolve to the first. */
  readonly concepts: readonly string[];
}

type Concepts = ReadonlyMap<string, Concept>;

/** The concepts that claim a code by exact match, by code; the one with the smallest IRI first, the same everywhere. */
export type CodeClaims = ReadonlyMap<string, readonly Concept[]>;

export function readClaims(concepts: Concepts): CodeClaims {
  const claims = new Map<string, Concept[]>();
  const inOrder = [...concepts.values()].sort((a, b) => (a.iri.value < b.iri.value ? -1 : 1));
  for (const concept of inOrder) {
    for (const code of concept.exactMatches) {
      const known = claims.get(code);
      if (known === undefined) claims.set(code, [concept]);
      else known.push(concept);
    }
  }
  return claims;
}

/** The codes that several concepts claim, and the concepts that are claimed themselves. */
export function findConflicts(concepts: Concepts, claims: CodeClaims): readonly CodeConflict[] {
  const shared = new Map<string, string[]>();
  const conflicts: CodeConflict[] = [];
  for (const [code, claimants] of claims) {
    const iris = claimants.map(({ iri }) => iri.value);
    if (concepts.has(code)) {
      conflicts.push({ codes: [], concepts: [...new Set([code, ...iris])].sort() });
    } else if (iris.length > 1) {
      const key = iris.join(' ');
      const known = shared.get(key);
      if (known === undefined) shared.set(key, [code]);
      else known.push(code);
    }
  }
  for (const [key, codes] of shared) conflicts.push({ codes: codes.sort(), concepts: key.split(' ') });
  return conflicts;
}
