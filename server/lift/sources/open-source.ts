import { MeridianError } from '../../errors.ts';
import { mer, rml } from '../../rdf/vocabulary.ts';
import type { SourceFile } from '../lifter.ts';
import type { LogicalSource } from '../rml/mapping.ts';
import { openCsv } from './csv-source.ts';
import type { Database } from './database.ts';
import { DeliveredDatabase } from './delivered-database.ts';
import { openDicom } from './dicom-source.ts';
import { openFhir } from './fhir-source.ts';
import { openJson } from './json-source.ts';
import type { RdfDelivery } from './rdf-source.ts';
import { openRdf } from './rdf-source.ts';
import type { RecordSource } from './record-source.ts';
import { openSql } from './sql-source.ts';
import { openXml } from './xml-source.ts';
import { filesNamed } from './source-files.ts';
import type { MappingStatements } from './sparql-store.ts';
import type { CsvText } from './table-csv.ts';
import type { TableFinder } from './table-finder.ts';
import type { TableReading } from './table-records.ts';
import { openTable } from './table-source.ts';

/** A delivery as sources read it: its files, how they are written, and whom to tell about those that cannot be read. */
export interface Delivery {
  readonly files: readonly SourceFile[];
  /** The tables in these files; where it is left out, no mapping may ask for one. */
  readonly tables?: TableFinder;
  readonly encoding?: 'utf-8' | 'latin1';
  readonly delimiter?: string;
  readonly nulls?: readonly string[];
  readonly ignoreColumnCase?: boolean;
  readonly optionalColumns?: readonly string[];
  /** Systems of the identifiers of patients that are the hospital's own, in FHIR. */
  readonly identifierSystems?: readonly string[];
  /** Sources that are read once for all triples maps and views over them, since reading is dear. */
  readonly opened?: Map<string, RecordSource>;
  /** The RDF of the delivery, where there is any. */
  readonly rdf?: RdfDelivery;
  /** The mapping sets that queries over RDF may ask. */
  readonly mappings?: MappingStatements;
  /** What mappings over SQL read, where they name no file of the delivery. */
  readonly database?: Database;
  readonly failure: (error: MeridianError) => void;
  readonly note: (message: string, file: string) => void;
  /** Told of every local identifier of a format that has them at known places. */
  readonly identity?: (id: string, file: string) => void;
  /** Told of names of patients. */
  readonly name?: (name: string) => void;
}

type Open = (source: LogicalSource, files: readonly SourceFile[], delivery: Delivery) => RecordSource;

/** The formats: a reference formulation and what opens it. A new one is a file beside this and a line here. */
const formulations: ReadonlyMap<string, Open> = new Map<string, Open>([
  [
    rml.CSV.value,
    (source, files, delivery) => openCsv(files, { ...csvText(delivery), ...tableReading(source, delivery) }),
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
    (source, files, { failure, note, identity, name, opened }) => {
      const key = `${mer.DICOM.value} ${source.file}`;
      const known = opened?.get(key);
      if (known !== undefined) return known;
      const dicom = openDicom(files, {
        failure,
        note,
        ...(identity === undefined ? {} : { identity }),
        ...(name === undefined ? {} : { name }),
      });
      opened?.set(key, dicom);
      return dicom;
    },
  ],
  [
    mer.Table.value,
    (source, _files, delivery) => {
      if (delivery.tables === undefined)
        throw new MeridianError('bad-mapping', 'Tables by name are read in a delivery only.');
      return openTable(source.file, delivery.tables, tableReading(source, delivery));
    },
  ],
  [
    mer.FHIR.value,
    (source, files, { identifierSystems, failure, identity, name }) =>
      openFhir(files, {
        iterator: source.iterator,
        identifierSystems: identifierSystems ?? [],
        failure,
        identity,
        name,
      }),
  ],
  [
    rml.XPath.value,
    (source, files, delivery) =>
      openXml(files, {
        iterator: source.iterator,
        namespaces: source.namespaces ?? {},
        nulls: [...source.nulls, ...(delivery.nulls ?? [])],
        failure: delivery.failure,
      }),
  ],
  [
    rml.SQL2008Table.value,
    (source, files, delivery) =>
      openSql({ table: source.iterator ?? source.file }, databaseOf(files, delivery), {
        nulls: [...source.nulls, ...(delivery.nulls ?? [])],
        failure: delivery.failure,
      }),
  ],
  [
    rml.SQL2008Query.value,
    (source, files, delivery) =>
      openSql({ query: source.iterator ?? '' }, databaseOf(files, delivery), {
        nulls: [...source.nulls, ...(delivery.nulls ?? [])],
        failure: delivery.failure,
      }),
  ],
  [mer.RDF.value, (source, _files, delivery) => openRdf(source.iterator, delivery.rdf, delivery.mappings)],
]);

/** How the CSV files of a delivery are written. */
export function csvText({ encoding = 'utf-8', delimiter = ',' }: Delivery): CsvText {
  return { encoding, delimiter };
}

/** How the tables of a delivery are read. */
export function tableReading(source: LogicalSource, delivery: Delivery): TableReading {
  return {
    nulls: [...source.nulls, ...(delivery.nulls ?? [])],
    ignoreColumnCase: delivery.ignoreColumnCase ?? false,
    optionalColumns: delivery.optionalColumns ?? [],
    failure: delivery.failure,
  };
}

/** The SQLite file that the mapping names, where the delivery has it; else the database that the caller brings. */
function databaseOf([file]: readonly SourceFile[], { database }: Delivery): Database | undefined {
  return file === undefined ? database : new DeliveredDatabase(file);
}

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
