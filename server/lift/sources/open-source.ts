import { MeridianError } from '../../errors.ts';
import { mer, rml } from '../../rdf/vocabulary.ts';
import type { SourceFile } from '../lifter.ts';
import type { LogicalSource } from '../rml/mapping.ts';
import { openCsv } from './csv-source.ts';
import { openDicom } from './dicom-source.ts';
import { openJson } from './json-source.ts';
import type { RdfDelivery } from './rdf-source.ts';
import { openRdf } from './rdf-source.ts';
import type { RecordSource } from './record-source.ts';
import { filesNamed } from './source-files.ts';

/** A delivery as sources read it: its files, how they are written, and whom to tell about those that cannot be read. */
export interface Delivery {
  readonly files: readonly SourceFile[];
  readonly encoding?: 'utf-8' | 'latin1';
  readonly delimiter?: string;
  readonly nulls?: readonly string[];
  readonly ignoreColumnCase?: boolean;
  readonly optionalColumns?: readonly string[];
  /** The RDF of the delivery, where there is any. */
  readonly rdf?: RdfDelivery;
  readonly failure: (error: MeridianError) => void;
  readonly note: (message: string, file: string) => void;
  /** Told of every local identifier of a format that has them at known places. */
  readonly identity?: (id: string) => void;
}

type Open = (source: LogicalSource, files: readonly SourceFile[], delivery: Delivery) => RecordSource;

/** The formats: a reference formulation and what opens it. A new one is a file beside this and a line here. */
const formulations: ReadonlyMap<string, Open> = new Map<string, Open>([
  [
    rml.CSV.value,
    (source, files, delivery) =>
      openCsv(files, {
        encoding: delivery.encoding ?? 'utf-8',
        delimiter: delivery.delimiter ?? ',',
        nulls: [...source.nulls, ...(delivery.nulls ?? [])],
        ignoreColumnCase: delivery.ignoreColumnCase ?? false,
        optionalColumns: delivery.optionalColumns ?? [],
        failure: delivery.failure,
      }),
  ],
  [
    rml.JSONPath.value,
    (source, files, delivery) =>
      openJson(files, {
        iterator: source.iterator,
        natural: source.natural,
        nulls: [...source.nulls, ...(delivery.nulls ?? [])],
        failure: delivery.failure,
      }),
  ],
  [
    mer.DICOM.value,
    (_source, files, { failure, note, identity }) =>
      openDicom(files, { failure, note, ...(identity === undefined ? {} : { identity }) }),
  ],
  [mer.RDF.value, (source, _files, delivery) => openRdf(source.iterator, delivery.rdf)],
]);

/** Opens a logical source over the files of a delivery. Throws 'bad-mapping' for an unknown reference formulation. */
export function openSource(source: LogicalSource, delivery: Delivery): RecordSource {
  const open = formulations.get(source.formulation);
  if (open === undefined) {
    throw new MeridianError(
      'bad-mapping',
      `The reference formulation <${source.formulation}> is not known.`,
      {
        advice: `Known are ${[...formulations.keys()].join(', ')}.`,
      },
    );
  }
  return open(source, filesNamed(delivery.files, source.file), delivery);
}
