import { cancerType } from './cancer-words.ts';
import { seriesHeader } from './dicom-header.ts';
import type { SamplePatient, SampleProvider } from './population.ts';
import type { Random } from './random.ts';

/** Tag and value representation (PS3.6) of what an archive's list of series tells. */
const dictionary: Readonly<Record<string, readonly [tag: string, vr: string]>> = {
  StudyDate: ['00080020', 'DA'],
  Modality: ['00080060', 'CS'],
  Manufacturer: ['00080070', 'LO'],
  CodeValue: ['00080100', 'SH'],
  CodingSchemeDesignator: ['00080102', 'SH'],
  CodeMeaning: ['00080104', 'LO'],
  AdmittingDiagnosesCodeSequence: ['00081084', 'SQ'],
  PatientID: ['00100020', 'LO'],
  PatientSex: ['00100040', 'CS'],
  ClinicalTrialProtocolID: ['00120020', 'LO'],
  BodyPartExamined: ['00180015', 'CS'],
  StudyInstanceUID: ['0020000D', 'UI'],
  SeriesInstanceUID: ['0020000E', 'UI'],
  NumberOfSeriesRelatedInstances: ['00201209', 'IS'],
};

type JsonDataset = Record<string, { vr: string; Value?: unknown[] }>;

/** Every series of a provider in the DICOM JSON model (PS3.18 F.2), one object each. */
export function dicomJson({ patients }: SampleProvider, random: Random): JsonDataset[] {
  return patients.flatMap((patient) => {
    const diagnosis = diagnosisOf(patient, random);
    return patient.studies.flatMap((study) =>
      study.series.map((series) =>
        jsonDataset({
          ...seriesHeader(patient, study, series, random),
          AdmittingDiagnosesCodeSequence: diagnosis === undefined ? undefined : [jsonDataset(diagnosis)],
          ClinicalTrialProtocolID: String(study.dataset),
          NumberOfSeriesRelatedInstances: series.instances,
        }),
      ),
    );
  });
}

/** The diagnosis as a code of SNOMED CT or of ICD-10, or of the hospital's own; the same in all series of the patient. */
function diagnosisOf(patient: SamplePatient, random: Random): Readonly<Record<string, string>> | undefined {
  if (patient.unreadDiagnosis !== undefined) {
    return {
      CodeValue: patient.unreadDiagnosis,
      CodingSchemeDesignator: '99LOCAL',
      CodeMeaning: 'local code',
    };
  }
  const cancer = patient.conditions[0]?.cancer;
  if (cancer?.state !== 'known') return undefined;
  const { snomed, category, label } = cancerType(cancer.key);
  const code =
    snomed !== undefined && (category === undefined || random.chance(0.6)) ? snomed : (category ?? '');
  return { CodeValue: code, CodingSchemeDesignator: code === snomed ? 'SCT' : 'I10', CodeMeaning: label };
}

/** Attributes without a value stand in the list all the same, empty, as archives answer. */
function jsonDataset(values: Readonly<Record<string, unknown>>): JsonDataset {
  const entries = Object.entries(values).map(([keyword, value]): [string, JsonDataset[string]] => {
    const known = dictionary[keyword];
    if (known === undefined) throw new RangeError(`Say in dicom-json.ts which tag ${keyword} has.`);
    const [tag, vr] = known;
    return [tag, value === undefined ? { vr } : { vr, Value: Array.isArray(value) ? value : [value] }];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => one.localeCompare(other)));
}
