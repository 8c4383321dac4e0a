import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Lineage, Origin } from '../../../server/lift/lifter.ts';
import { placesFromLineage } from '../../../server/lift/lineage-places.ts';

const [subject, predicate, map] = ['urn:subject', 'urn:predicate', 'urn:map'];

/** Where a value lies that a rule reads from the table PERSON, for a subject of these records. */
function placeOf(...origins: readonly Origin[]) {
  const lineage: Lineage = {
    origins: new Map([[subject, origins.map((origin) => ({ ...origin, map }))]]),
    rules: [{ map, predicate, references: ['year_of_birth'], from: 'PERSON' }],
  };
  return placesFromLineage(lineage)(subject, predicate);
}

describe('places of values from a table by its name', () => {
  const visit = { file: 'omop.duckdb', table: 'VISIT', row: 9 };

  it('name the record of that table, whatever holds it', () => {
    for (const file of ['omop/PERSON.csv', 'person.parquet', 'PERSON.tsv.gz'])
      assert.deepEqual(placeOf(visit, { file, row: 2 }), { file, row: 2, column: 'year_of_birth' });
    for (const table of ['PERSON', 'person', 'cdm.person']) {
      const origin = { file: 'omop.duckdb', table, row: 2 };
      assert.deepEqual(placeOf(visit, origin), { ...origin, column: 'year_of_birth' });
    }
  });

  it('name the record of the subject where none is of that table', () => {
    const origin = { file: 'PERSON.duckdb', table: 'VISIT', row: 9 };
    assert.deepEqual(placeOf(origin), origin);
    assert.deepEqual(placeOf(visit), visit);
  });
});
