import type { Random } from '../../../server/cli/demo/random.ts';

/** The columns of MEASUREMENT in OMOP CDM 5.4, less those that were added last. */
const columns = [
  'measurement_id',
  'person_id',
  'measurement_concept_id',
  'measurement_date',
  'measurement_datetime',
  'measurement_type_concept_id',
  'operator_concept_id',
  'value_as_number',
  'value_as_concept_id',
  'unit_concept_id',
  'range_low',
  'range_high',
  'provider_id',
  'visit_occurrence_id',
  'measurement_source_value',
  'unit_source_value',
  'value_source_value',
];

/** A MEASUREMENT table as a CSV file. Values are at times missing, and source values at times quoted. */
export function measurementTable(rows: number, random: Random): Uint8Array {
  return Buffer.concat([...measurementPieces(rows, random)]);
}

/** The same in pieces, for tables that are larger than one text can be. */
export function* measurementPieces(rows: number, random: Random): Generator<Uint8Array> {
  let lines = [columns.join(',')];
  for (let row = 1; row <= rows; row++) {
    const day = `20${random.int(10, 25)}-0${random.int(1, 9)}-${random.int(10, 28)}`;
    const value = random.chance(0.9) ? (random.int(1, 4000) / 10).toFixed(1) : '';
    lines.push(
      [
        row,
        random.int(1, 20_000),
        3_000_000 + random.int(1, 400),
        day,
        `${day} 08:30:00`,
        32_856,
        '',
        value,
        '',
        8840 + random.int(0, 20),
        '0.5',
        '400.0',
        random.int(1, 90),
        random.int(1, 60_000),
        random.chance(0.1) ? `"serum, test ${random.int(1, 400)}"` : `test ${random.int(1, 400)}`,
        random.pick(['ng/mL', 'mg/dL', 'mmol/L', '']),
        value,
      ].join(','),
    );
    if (lines.length < 10_000 && row < rows) continue;
    yield new TextEncoder().encode(`${lines.join('\n')}\n`);
    lines = [];
  }
}
