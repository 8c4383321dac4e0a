import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { loadOntology } from '../../../server/ontology/load-ontology.ts';
import { loadMappingSet, type MappingSet } from '../../../server/rdf/sssom.ts';
import { owl, rdf } from '../../../server/rdf/vocabulary.ts';
import { shared, skipUnless } from '../../support/shared.ts';

const root = join(import.meta.dirname, '../../..');
const sssomFolder = join(root, 'mappings/sssom');
const ontology = await loadOntology({ ontologyFolder: join(root, 'ontology'), sssomFolder });
const kinds = [owl.ObjectProperty, owl.DatatypeProperty];
const properties = new Set([
  // The kind of a thing is its class: RDF's own property, which no ontology declares.
  rdf.type.value,
  ...ontology.quads
    .filter(
      ({ predicate, object }) => predicate.equals(rdf.type) && kinds.some((kind) => kind.equals(object)),
    )
    .map(({ subject }) => subject.value),
]);
const read = (name: string): MappingSet => loadMappingSet(join(sssomFolder, `${name}.sssom.tsv`));
const sets = ['omop-field-eucaim', 'eucaim-cdm-field-eucaim', 'eucaim-minimum-clinical-set'].map(read);
const omop = sets[0]?.rows ?? [];

describe('the decisions on the fields of clinical models', () => {
  for (const { name, rows } of sets) {
    it(`name one property that is declared, or a reason for none: ${name}`, () => {
      assert.deepEqual(
        rows
          .filter((row) => !row.noTermFound && !properties.has(row.objectIri))
          .map(({ objectId }) => objectId),
        [],
      );
      const unexplained = rows.filter((row) => row.noTermFound && (row.comment ?? '').length < 20);
      assert.deepEqual(unexplained, []);
      const subjects = rows.map((row) => (row.literal ? row.subjectLabel : row.subjectId)?.toLowerCase());
      assert.equal(new Set(subjects).size, subjects.length, 'every field stands once');
    });

    it(`say how sure they are where the meanings are only close: ${name}`, () => {
      for (const { predicateId, confidence, line } of rows) {
        if (/(close|related)Match$/.test(predicateId)) assert.ok(confidence !== undefined, `line ${line}`);
      }
    });
  }

  it('leave nothing of the minimum clinical set without a property', () => {
    assert.ok(sets[2]?.rows.every(({ noTermFound, literal }) => literal && !noTermFound));
  });
});

describe('the fields of the OMOP CDM', () => {
  for (const [name, complete] of [
    ['OMOP_CDMv5.4_Field_Level.csv', true],
    ['OMOP_CDM_Oncology_Ex_Field_Level.csv', false],
  ] as const) {
    const path = `standards/omop/${name}`;
    it(`have one decision each: ${name}`, { skip: skipUnless(path) }, () => {
      const fields = fieldsOf(shared(path) ?? '');
      const decided = omop.map(({ subjectId = '' }) => subjectId.slice(subjectId.indexOf(':') + 1));
      assert.deepEqual(
        fields.filter((field) => !decided.includes(field)),
        [],
      );
      // The extension repeats tables of 5.4; what it adds are the last rows.
      if (complete)
        assert.deepEqual(
          decided.filter((field) => !fields.includes(field)),
          added,
        );
    });
  }

  it('that tell of a patient have the properties that the lifting makes of them', () => {
    const objectOf = (field: string): string | undefined =>
      omop.find(({ subjectId }) => subjectId === `OMOPCDM:${field}`)?.objectId;
    assert.deepEqual(
      [
        'person.gender_concept_id',
        'condition_occurrence.condition_concept_id',
        'condition_occurrence.person_id',
        'measurement.measurement_date',
        'procedure_occurrence.person_id',
        'cohort.cohort_definition_id',
      ].map(objectOf),
      [
        'EUCAIM:hasBirthSex',
        'EUCAIM:hasCondition',
        'EUCAIM:inheresIn',
        'mer:assertedDate',
        'EUCAIM:hasSubject',
        'dct:isPartOf',
      ],
    );
  });
});

const added = ['measurement.modifier_of_event_id', 'measurement.modifier_of_field_concept_id'];

/** `table.field` of a field-level table; the CDM quotes names that are words of SQL. */
function fieldsOf(file: string): string[] {
  const rows: Partial<Record<string, string>>[] = parse(readFileSync(file, 'utf8'), {
    columns: true,
    bom: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
  });
  return rows.map(({ cdmTableName, cdmFieldName }) =>
    `${cdmTableName ?? ''}.${cdmFieldName ?? ''}`.replaceAll('"', ''),
  );
}
