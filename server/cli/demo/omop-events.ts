import { daysAfter, withinSample } from './days.ts';
import type { OmopRow } from './omop-columns.ts';
import type { SamplePatient } from './population.ts';
import type { Random } from './random.ts';

/** Imaging as OMOP procedures, by technique. */
const imagingProcedures: Readonly<Partial<Record<string, readonly [concept: string, snomed: string]>>> = {
  mr: ['4013636', '113091000'],
  ct: ['4300757', '77477000'],
  mammography: ['4324693', '71651007'],
  pet: ['4305790', '82918005'],
};

/** Prostate specific antigen of men with prostate cancer, in nanogram per millilitre; body weight of some. */
export function measurements(patient: SamplePatient, random: Random): OmopRow[] {
  return patient.conditions.flatMap(({ cancer, date }) => {
    if (cancer.state !== 'known' || cancer.key !== 'prostate' || random.chance(0.1)) return [];
    const taken = daysAfter(date, -random.int(5, 60));
    const value = (Math.round(random.normal(11, 8, 0.8, 80) * 100) / 100).toFixed(2);
    return [
      {
        person_id: patient.number,
        measurement_concept_id: '3013603',
        measurement_date: taken,
        measurement_datetime: `${taken} 00:00:00`,
        measurement_type_concept_id: 0,
        operator_concept_id: 0,
        value_as_number: value,
        value_as_concept_id: 0,
        unit_concept_id: '8842',
        measurement_source_value: '2857-1',
        measurement_source_concept_id: 0,
        unit_source_value: 'ng/mL',
        value_source_value: value,
      },
    ];
  });
}

/** Imaging of each study, and the removal of the prostate of some. */
export function procedures(patient: SamplePatient, random: Random): OmopRow[] {
  const imaging = patient.studies.flatMap(({ series, date }) => {
    const first = series[0]?.modality;
    const code = first?.state === 'known' ? imagingProcedures[first.key] : undefined;
    return code === undefined ? [] : [procedure(patient, ...code, date)];
  });
  const surgery = patient.conditions.flatMap(({ cancer, date }) =>
    cancer.state === 'known' && cancer.key === 'prostate' && random.chance(0.4)
      ? [procedure(patient, '4096783', '26294005', withinSample(daysAfter(date, random.int(20, 200))))]
      : [],
  );
  return [...imaging, ...surgery];
}

function procedure({ number }: SamplePatient, concept: string, source: string, date: string): OmopRow {
  return {
    person_id: number,
    procedure_concept_id: concept,
    procedure_date: date,
    procedure_datetime: `${date} 00:00:00`,
    procedure_type_concept_id: 0,
    modifier_concept_id: 0,
    procedure_source_value: source,
    procedure_source_concept_id: 0,
  };
}
