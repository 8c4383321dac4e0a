import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';
import type { CompressedGraph } from './oxigraph-message.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/**
 * The content of every graph, compressed (N-Triples shrink about twelvefold), from which a new worker is filled
 * when the one before was ended. Kept outside the worker because ending it frees its memory at once.
 */
export class KeptGraphs {
  readonly #graphs = new Map<string, Uint8Array>();

  static async compress(graph: string, triples: Uint8Array): Promise<CompressedGraph> {
    if (triples.length === 0) return { graph, compressed: undefined };
    return {
      graph,
      compressed: await compress(triples, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    };
  }

  /** N-Triples as they were given; empty where there is no such graph. */
  async read(graph: string): Promise<Uint8Array> {
    const compressed = this.#graphs.get(graph);
    return compressed === undefined ? new Uint8Array() : decompress(compressed);
  }

  /** What stood there before the given replacements: replacing by it undoes them. */
  before(graphs: readonly CompressedGraph[]): readonly CompressedGraph[] {
    return graphs.map(({ graph }) => ({ graph, compressed: this.#graphs.get(graph) }));
  }

  all(): readonly CompressedGraph[] {
    return [...this.#graphs].map(([graph, compressed]) => ({ graph, compressed }));
  }

  apply(graphs: readonly CompressedGraph[]): void {
    for (const { graph, compressed } of graphs) {
      if (compressed === undefined) this.#graphs.delete(graph);
      else this.#graphs.set(graph, compressed);
    }
  }
}
