import type { Lifted } from '../lift/lifter.ts';
import { serializeRdf } from '../rdf/serialize-rdf.ts';
import { writeDelta } from './delta/write-delta.ts';
import type { Terminal, Workshop } from './workshop.ts';
import { writeLineage } from './write-lineage.ts';

export interface TellOptions {
  /** Media type of the RDF. */
  readonly format: string;
  /** catalogue, record or both. */
  readonly plane: string;
  readonly keyFile?: string;
  readonly since?: string;
  readonly lineage?: string;
}

/** Writes what was lifted, all at once: in any syntax, or as what came and went. */
export async function tellLifted(
  lifted: Lifted,
  options: TellOptions,
  workshop: Workshop,
  terminal: Terminal,
): Promise<void> {
  const planes = {
    catalogue: options.plane === 'record' ? [] : lifted.catalogue,
    record: options.plane === 'catalogue' ? [] : lifted.record,
  };
  if (options.lineage !== undefined) await writeLineage(lifted.lineage, options.lineage);
  if (options.since === undefined) {
    const quads = [...planes.catalogue, ...planes.record];
    terminal.write(await serializeRdf(quads, options.format, (await workshop.ontology()).prefixes));
  } else if (lifted.failures.length === 0) await tellDelta(options, planes, terminal);
}

/** Only of what was read whole: the statements of a file that cannot be read are not gone. */
async function tellDelta(
  { since = '', keyFile }: TellOptions,
  planes: Pick<Lifted, 'catalogue' | 'record'>,
  terminal: Terminal,
): Promise<void> {
  const { added, removed } = await writeDelta(since, planes, (text) => {
    terminal.write(text);
  });
  console.error(added + removed === 0 ? 'unchanged' : `${added} added, ${removed} removed`);
  if (keyFile === undefined && planes.record.length > 0) {
    console.error('Pseudonyms are of the moment: give --key-file, each time the same, to compare patients.');
  }
}
