import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { literal, namedNode, quad, type NamedNode, type Quad } from '../../../server/rdf/terms.ts';
import { rdf, xsd } from '../../../server/rdf/vocabulary.ts';

const omop = (name: string): NamedNode => namedNode(`http://example.org/omop#${name}`);
const [measurement, person, concept, date, value, unit, visit, source, unitSource, table] = [
  omop('Measurement'),
  omop('person'),
  omop('concept'),
  omop('date'),
  omop('value'),
  omop('unit'),
  omop('visit'),
  omop('source'),
  omop('unitSource'),
  omop('table'),
];
const tableName = literal('MEASUREMENT');

/** What `measurement.rml.ttl` says, written out for this one table: the least that has to be done. */
export async function liftByHand(file: Uint8Array): Promise<Quad[]> {
  const quads: Quad[] = [];
  const rows = Readable.from([file]).pipe(parse({ columns: true }));
  for await (const row of rows as AsyncIterable<Readonly<Record<string, string>>>) {
    const subject = namedNode(`http://example.org/id/measurement/${encode(row['measurement_id'])}`);
    const add = (predicate: NamedNode, object: Quad['object']): void => {
      quads.push(quad(subject, predicate, object));
    };
    const node = (predicate: NamedNode, kind: string, column: string): void => {
      const cell = row[column];
      if (cell) add(predicate, namedNode(`http://example.org/${kind}/${encode(cell)}`));
    };
    const text = (predicate: NamedNode, column: string, datatype?: NamedNode): void => {
      const cell = row[column];
      if (cell) add(predicate, literal(cell, datatype));
    };
    add(rdf.type, measurement);
    node(person, 'id/person', 'person_id');
    node(concept, 'concept', 'measurement_concept_id');
    text(date, 'measurement_date', xsd.date);
    text(value, 'value_as_number', xsd.decimal);
    node(unit, 'concept', 'unit_concept_id');
    node(visit, 'id/visit', 'visit_occurrence_id');
    text(source, 'measurement_source_value');
    text(unitSource, 'unit_source_value');
    add(table, tableName);
  }
  return quads;
}

function encode(cell = ''): string {
  return encodeURIComponent(cell);
}
