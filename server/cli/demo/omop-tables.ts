import { cancerType } from './cancer-words.ts';
import { omopColumns } from './omop-columns.ts';
import type { OmopTable, OmopRow } from './omop-columns.ts';
import { measurements, procedures } from './omop-events.ts';
import type { SamplePatient, SampleProvider } from './population.ts';
import type { Random } from './random.ts';
import type { SampleFile } from './sample-files.ts';
import { writeCsv } from './write-csv.ts';

/** Diagnoses that are no cancer, as standard concepts of the OMOP vocabulary. */
const otherConditions: readonly (readonly [concept: string, snomed: string])[] = [
  ['320128', '59621000'],
  ['201826', '44054006'],
  ['257012', '40055000'],
  ['317576', '53741008'],
];

/** A provider's patients as the six tables that Meridian reads, complete in their columns. */
export function omopTables({ datasets, patients }: SampleProvider, random: Random): SampleFile[] {
  const tables: Record<OmopTable, OmopRow[]> = {
    PERSON: patients.map(person),
    CONDITION_OCCURRENCE: patients.flatMap((patient) => conditions(patient, random)),
    MEASUREMENT: patients.flatMap((patient) => measurements(patient, random)),
    PROCEDURE_OCCURRENCE: patients.flatMap((patient) => procedures(patient, random)),
    COHORT: patients.flatMap((patient) =>
      patient.datasets.map((dataset) => {
        const start = datasets.find(({ number }) => number === dataset)?.firstYear ?? 2008;
        return {
          cohort_definition_id: dataset,
          subject_id: patient.number,
          cohort_start_date: `${start}-01-01`,
          cohort_end_date: '2025-12-31',
        };
      }),
    ),
    COHORT_DEFINITION: datasets.map(({ number, cancer, title }) => ({
      cohort_definition_id: number,
      cohort_definition_name: title.en,
      cohort_definition_description: cancerType(cancer).label,
      definition_type_concept_id: 0,
      subject_concept_id: 0,
      cohort_initiation_date: '2025-06-01',
    })),
  };
  return Object.entries(tables).map(([name, rows]) => {
    const names = omopColumns[name as OmopTable].split(' ');
    // Rows are numbered here, so that each maker above need not count.
    const id = `${name.toLowerCase()}_id`;
    return {
      path: `omop/${name}.csv`,
      content: writeCsv(
        names,
        rows.map((row, index) =>
          names.map((column) => (column === id && !(id in row) ? index + 1 : row[column])),
        ),
      ),
    };
  });
}

function person({ number, localId, sex, birthDate }: SamplePatient): OmopRow {
  const written = sex.state === 'known' ? sex.key : undefined;
  return {
    person_id: number,
    gender_concept_id: written === 'male' ? 8507 : written === 'female' ? 8532 : 0,
    // The year is mandatory in the CDM; where the day is not known, neither is the age to a year.
    year_of_birth: birthDate?.slice(0, 4) ?? '1950',
    month_of_birth: birthDate === undefined ? undefined : Number(birthDate.slice(5, 7)),
    day_of_birth: birthDate === undefined ? undefined : Number(birthDate.slice(8, 10)),
    birth_datetime: birthDate === undefined ? undefined : `${birthDate} 00:00:00`,
    race_concept_id: 0,
    ethnicity_concept_id: 0,
    person_source_value: localId,
    gender_source_value: written === 'male' ? 'M' : written === 'female' ? 'F' : undefined,
    gender_source_concept_id: 0,
    race_source_concept_id: 0,
    ethnicity_source_concept_id: 0,
  };
}

function conditions(patient: SamplePatient, random: Random): OmopRow[] {
  const cancers = patient.conditions.map(({ cancer, date }) => {
    const type = cancerType(cancer.state === 'known' ? cancer.key : '');
    // Some rows were never mapped to a standard concept and keep only the code of the hospital's own system.
    const mapped = type.omop !== undefined && !(type.snomed !== undefined && random.chance(0.08));
    return condition(patient, mapped ? (type.omop ?? '0') : '0', type.snomed ?? '', date);
  });
  const others = random.chance(0.25) || patient.conditions.length === 0 ? [random.pick(otherConditions)] : [];
  const unread = patient.unreadDiagnosis === undefined ? [] : [patient.unreadDiagnosis];
  return [
    ...cancers,
    ...others.map(([concept, snomed]) =>
      condition(patient, concept, snomed, `${random.int(2008, 2024)}-05-17`),
    ),
    ...unread.map((written) => condition(patient, '0', written, `${random.int(2008, 2024)}-02-03`)),
  ];
}

function condition({ number }: SamplePatient, concept: string, source: string, date: string): OmopRow {
  return {
    person_id: number,
    condition_concept_id: concept,
    condition_start_date: date,
    condition_start_datetime: `${date} 00:00:00`,
    condition_type_concept_id: 0,
    condition_status_concept_id: 0,
    condition_source_value: source,
    condition_source_concept_id: 0,
  };
}
