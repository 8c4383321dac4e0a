/** The parts of rdf-canonize (which has no declarations of its own) that release hashes use. */
declare module 'rdf-canonize' {
  import type { Quad } from '@rdfjs/types';

  interface CanonizeOptions {
    readonly algorithm: 'RDFC-1.0';
    /** How often blank nodes that look alike may be compared. */
    readonly maxDeepIterations?: number;
    /** Is filled with the canonical label of each blank node. */
    readonly canonicalIdMap?: Map<string, string>;
  }

  const rdfCanonize: {
    /** Canonical N-Quads. The dataset may hold no statement twice. */
    canonize(dataset: readonly Quad[], options: CanonizeOptions): Promise<string>;
  };
  export default rdfCanonize;
}
