import { bodyParts, modalities, vendors } from './image-words.ts';
import type { SamplePatient, SampleSeries, SampleStudy } from './population.ts';
import type { Random } from './random.ts';

/** The header of a series by keyword (PS3.6), with the provider's own spellings; attributes without a value are left out. */
export type SeriesHeader = Readonly<Record<string, string | undefined>>;

/** What the header of a series says of the patient, the study and the series, in a provider's words. */
export function seriesHeader(
  patient: SamplePatient,
  study: SampleStudy,
  series: SampleSeries,
  random: Random,
): SeriesHeader {
  const { modality, bodyPart, vendor } = series;
  return {
    PatientID: patient.localId,
    PatientSex:
      patient.sex.state === 'known'
        ? patient.sex.key === 'female'
          ? 'F'
          : 'M'
        : patient.sex.state === 'outside'
          ? patient.sex.written
          : undefined,
    StudyInstanceUID: study.uid,
    StudyDate: study.date.replaceAll('-', ''),
    SeriesInstanceUID: series.uid,
    Modality: modality.state === 'known' ? modalities[modality.key].dicom : written(modality),
    BodyPartExamined:
      bodyPart.state === 'known' ? random.pick(bodyParts[bodyPart.key].dicom) : written(bodyPart),
    Manufacturer: vendor.state === 'known' ? random.pick(vendors[vendor.key].dicom) : written(vendor),
  };
}

function written(
  value: SampleSeries['bodyPart'] | SampleSeries['vendor'] | SampleSeries['modality'],
): string | undefined {
  return 'written' in value ? value.written : undefined;
}
