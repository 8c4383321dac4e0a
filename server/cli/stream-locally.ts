import type { Lifter, SourceFile, StreamedLift } from '../lift/lifter.ts';
import type { Database } from '../lift/sources/database.ts';
import { rdfSyntax } from '../rdf/media-types.ts';
import { defaultGraph, type Term } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';
import { localContext } from './validate-files.ts';
import type { Terminal } from './workshop.ts';

export interface StreamOptions {
  /** Media type of the RDF. */
  readonly format: string;
  /** catalogue, record or both. */
  readonly plane: string;
  readonly key?: Uint8Array | undefined;
  /** What mappings over SQL read. */
  readonly database?: Database | undefined;
}

/**
 * Writes the RDF of a trial run while it is made, in flat memory: N-Quads, with the planes as graphs, or N-Triples. A
 * line may come more than once. Undefined, with nothing written, for other formats, and for sources that keep RDF.
 */
export async function streamLocally(
  source: string,
  files: readonly SourceFile[],
  lifter: Lifter,
  { format, plane, key, database }: StreamOptions,
  terminal: Terminal,
): Promise<StreamedLift | undefined> {
  const syntax = rdfSyntax(format)?.mediaType;
  if (syntax !== 'application/n-quads' && syntax !== 'application/n-triples') return undefined;
  const left = { catalogue: mer.RecordPlane, record: mer.CataloguePlane }[plane];
  const named = syntax === 'application/n-quads';
  const graph = (each: Term): Term | undefined => {
    if (left?.equals(each) === true) return undefined;
    return named ? each : defaultGraph();
  };
  const write = (lines: Uint8Array): void | Promise<void> => {
    if (terminal.writeBytes !== undefined) return terminal.writeBytes(lines);
    terminal.write(Buffer.from(lines).toString());
  };
  return lifter.stream?.(source, files, localContext(key, database), write, graph);
}
