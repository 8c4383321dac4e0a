import dcmjs from 'dcmjs';
import { keywordsWithVr } from './dicom-keywords.ts';
import type { Planting } from './planted-identifiers.ts';

/** A file of a delivery: its path and content. */
type PlantedFile = readonly [path: string, content: string | Uint8Array];

/** Files of one source with identifiers in every place where such data have them. */
export interface PlantedDelivery {
  readonly source: string;
  readonly files: readonly PlantedFile[];
}

/** Tables of a hospital: the identifiers of persons, and everything that people write into text columns. */
export function plantedOmop(plant: Planting): PlantedDelivery {
  const at = (column: string): string => `omop ${column}`;
  const person = plant.number(at('PERSON.person_source_value'));
  const id = plant.number(at('PERSON.person_id'));
  const born = plant.day(at('PERSON.birth_datetime'));
  const diagnosed = plant.day(at('CONDITION_OCCURRENCE.condition_start_date'));
  const measured = plant.day(at('MEASUREMENT.measurement_date'));
  const operated = plant.day(at('PROCEDURE_OCCURRENCE.procedure_date'));
  return {
    source: 'omop',
    files: [
      table('PERSON', {
        person_id: id,
        gender_concept_id: '8507',
        year_of_birth: born.slice(0, 4),
        month_of_birth: born.slice(4, 6),
        day_of_birth: born.slice(6),
        birth_datetime: `${iso(born)} 00:00:00`,
        race_concept_id: '0',
        ethnicity_concept_id: '0',
        location_id: plant.number(at('PERSON.location_id')),
        provider_id: plant.number(at('PERSON.provider_id')),
        care_site_id: plant.number(at('PERSON.care_site_id')),
        person_source_value: person,
        gender_source_value: plant.word(at('PERSON.gender_source_value')),
        race_source_value: plant.word(at('PERSON.race_source_value')),
        ethnicity_source_value: plant.word(at('PERSON.ethnicity_source_value')),
      }),
      table('CONDITION_OCCURRENCE', {
        condition_occurrence_id: plant.number(at('CONDITION_OCCURRENCE.condition_occurrence_id')),
        person_id: id,
        condition_concept_id: '4163261',
        condition_start_date: iso(diagnosed),
        condition_start_datetime: `${iso(diagnosed)} 00:00:00`,
        condition_type_concept_id: '0',
        stop_reason: plant.word(at('CONDITION_OCCURRENCE.stop_reason')),
        provider_id: plant.number(at('CONDITION_OCCURRENCE.provider_id')),
        condition_source_value: plant.word(at('CONDITION_OCCURRENCE.condition_source_value')),
        condition_status_source_value: plant.word(at('CONDITION_OCCURRENCE.condition_status_source_value')),
      }),
      table('MEASUREMENT', {
        measurement_id: plant.number(at('MEASUREMENT.measurement_id')),
        person_id: id,
        measurement_concept_id: '3013603',
        measurement_date: iso(measured),
        measurement_type_concept_id: '0',
        value_as_number: plant.number(at('MEASUREMENT.value_as_number')),
        unit_concept_id: '8842',
        measurement_source_value: plant.word(at('MEASUREMENT.measurement_source_value')),
        unit_source_value: plant.word(at('MEASUREMENT.unit_source_value')),
        value_source_value: plant.word(at('MEASUREMENT.value_source_value')),
      }),
      table('PROCEDURE_OCCURRENCE', {
        procedure_occurrence_id: plant.number(at('PROCEDURE_OCCURRENCE.procedure_occurrence_id')),
        person_id: id,
        procedure_concept_id: '4096783',
        procedure_date: iso(operated),
        procedure_type_concept_id: '0',
        procedure_source_value: plant.word(at('PROCEDURE_OCCURRENCE.procedure_source_value')),
        modifier_source_value: plant.word(at('PROCEDURE_OCCURRENCE.modifier_source_value')),
      }),
      table('OBSERVATION', {
        observation_id: plant.number(at('OBSERVATION.observation_id')),
        person_id: id,
        observation_concept_id: '35811013',
        observation_date: iso(plant.day(at('OBSERVATION.observation_date'))),
        observation_type_concept_id: '0',
        value_as_string: plant.word(at('OBSERVATION.value_as_string')),
        value_as_concept_id: '4298794',
        observation_source_value: plant.word(at('OBSERVATION.observation_source_value')),
        value_source_value: plant.word(at('OBSERVATION.value_source_value')),
      }),
      table('DEATH', {
        person_id: id,
        death_date: iso(plant.day(at('DEATH.death_date'))),
        death_type_concept_id: '0',
        cause_source_value: plant.word(at('DEATH.cause_source_value')),
      }),
      table('NOTE', {
        note_id: '1',
        person_id: id,
        note_title: plant.word(at('NOTE.note_title')),
        note_text: plant.word(at('NOTE.note_text'), (name) => `"Seen by Dr. ${name}, with her son"`),
      }),
    ],
  };
}

/** Elements of a DICOM header that tell who someone is (PS3.15 table E.1-1), by what their values look like. */
const [names, texts, numbers, days] = [
  [
    'PatientName',
    'OtherPatientNames',
    'PatientBirthName',
    'PatientMotherBirthName',
    'ReferringPhysicianName',
    'PerformingPhysicianName',
    'OperatorsName',
    'NameOfPhysiciansReadingStudy',
    'ResponsiblePerson',
  ],
  [
    'PatientAddress',
    'PatientComments',
    'AdditionalPatientHistory',
    'ImageComments',
    'StudyDescription',
    'SeriesDescription',
    'ProtocolName',
    'InstitutionName',
    'InstitutionAddress',
    'InstitutionalDepartmentName',
    'StationName',
    'RequestedProcedureDescription',
    'Occupation',
    'Modality',
    'BodyPartExamined',
    'Manufacturer',
    'ManufacturerModelName',
    'ConvolutionKernel',
    'ContrastBolusAgent',
    'DeidentificationMethod',
  ],
  [
    'PatientID',
    'OtherPatientIDs',
    'AccessionNumber',
    'StudyID',
    'PatientTelephoneNumbers',
    'DeviceSerialNumber',
    'AdmissionID',
    'RequestedProcedureID',
    'MilitaryRank',
  ],
  ['PatientBirthDate', 'StudyDate', 'SeriesDate', 'AcquisitionDate', 'ContentDate'],
] as const;

/** One image as a Part 10 file, in a folder that is called after the patient, and one as DICOM JSON. */
export function plantedDicom(plant: Planting): PlantedDelivery {
  const header = (form: string): Record<string, string> => {
    const at = (keyword: string): string => `dicom ${form} ${keyword}`;
    return {
      ...Object.fromEntries(
        names.map((keyword) => [keyword, plant.word(at(keyword), (name) => `${name}^Ada`)]),
      ),
      ...Object.fromEntries(texts.map((keyword) => [keyword, plant.word(at(keyword))])),
      ...Object.fromEntries(numbers.map((keyword) => [keyword, plant.number(at(keyword))])),
      ...Object.fromEntries(days.map((keyword) => [keyword, plant.day(at(keyword))])),
      StudyInstanceUID: plant.uid(at('StudyInstanceUID')),
      SeriesInstanceUID: plant.uid(at('SeriesInstanceUID')),
      SOPInstanceUID: plant.uid(at('SOPInstanceUID')),
      FrameOfReferenceUID: plant.uid(at('FrameOfReferenceUID')),
      PatientSex: 'F',
      ClinicalTrialProtocolID: plant.word(at('ClinicalTrialProtocolID'), (name) => `${name}^Ada`),
    };
  };
  const file = header('file');
  const json = header('json');
  const family = file['PatientName']?.split('^')[0] ?? '';
  const privateText = plant.word('dicom json private (0019,1008)');
  return {
    source: 'dicom',
    files: [
      [`dicom/${family}/${file['PatientID'] ?? ''}/1.dcm`, part10(file)],
      [`dicom/${family}/broken-${file['AccessionNumber'] ?? ''}.dcm`, part10(file).subarray(0, 600)],
      [
        `dicom/${json['PatientID'] ?? ''}.json`,
        JSON.stringify([
          {
            ...Object.fromEntries(
              Object.entries(json).map(([keyword, value]) => {
                const { tag, vr } = keywordsWithVr(keyword);
                return [tag, { vr, Value: [vr === 'PN' ? { Alphabetic: value } : value] }];
              }),
            ),
            '00190010': { vr: 'LO', Value: ['ACME 1.0'] },
            '00191008': { vr: 'LT', Value: [privateText] },
          },
        ]),
      ],
    ],
  };
}

/** A bundle with what resources say of people. */
export function plantedFhir(plant: Planting): PlantedDelivery {
  const at = (path: string): string => `fhir ${path}`;
  const text = (path: string): { status: string; div: string } => ({
    status: 'generated',
    div: `<div>${plant.word(at(path))}</div>`,
  });
  const id = plant.word(at('Patient.id'));
  const subject = { reference: `Patient/${id}`, display: plant.word(at('subject.display')) };
  const resources = [
    {
      resourceType: 'Patient',
      id,
      text: text('Patient.text'),
      identifier: [
        {
          system: plant.word(at('Patient.identifier.system'), (word) => `urn:${word}`),
          value: plant.number(at('Patient.identifier')),
        },
      ],
      name: [
        { family: plant.word(at('Patient.name.family')), given: [plant.word(at('Patient.name.given'))] },
      ],
      telecom: [{ system: 'phone', value: plant.number(at('Patient.telecom'), (digits) => `+${digits}`) }],
      address: [
        { line: [plant.word(at('Patient.address.line'))], city: plant.word(at('Patient.address.city')) },
      ],
      contact: [{ name: { family: plant.word(at('Patient.contact.name')) } }],
      birthDate: iso(plant.day(at('Patient.birthDate'))),
      deceasedDateTime: iso(plant.day(at('Patient.deceasedDateTime'))),
      gender: 'female',
    },
    {
      resourceType: 'Condition',
      id: plant.word(at('Condition.id')),
      code: {
        coding: [
          {
            system: 'http://hl7.org/fhir/sid/icd-10',
            code: 'C61',
            display: plant.word(at('Condition.code.display')),
          },
        ],
        text: plant.word(at('Condition.code.text')),
      },
      note: [{ text: plant.word(at('Condition.note')) }],
      bodySite: [{ coding: [{ system: 'urn:local', code: plant.word(at('Condition.bodySite')) }] }],
      asserter: { display: plant.word(at('Condition.asserter')) },
      onsetDateTime: iso(plant.day(at('Condition.onsetDateTime'))),
      subject,
    },
    {
      resourceType: 'Condition',
      id: plant.word(at('second Condition.id')),
      code: {
        coding: [
          { system: 'http://snomed.info/sct', code: plant.word(at('Condition.code, first')) },
          { system: 'urn:local', code: plant.word(at('Condition.code, second')) },
        ],
      },
      subject,
    },
    {
      resourceType: 'Procedure',
      id: plant.word(at('Procedure.id')),
      status: 'completed',
      code: { coding: [{ system: 'urn:local', code: plant.word(at('Procedure.code')) }] },
      subject,
    },
    {
      resourceType: 'ResearchSubject',
      id: plant.word(at('ResearchSubject.id')),
      status: 'candidate',
      study: subject,
      individual: subject,
    },
    {
      resourceType: 'ImagingStudy',
      id: plant.word(at('ImagingStudy.id')),
      status: 'available',
      identifier: [
        { system: 'urn:dicom:uid', value: `urn:oid:${plant.uid(at('ImagingStudy.identifier'))}` },
        { type: { coding: [{ code: 'ACSN' }] }, value: plant.number(at('ImagingStudy accession')) },
      ],
      started: iso(plant.day(at('ImagingStudy.started'))),
      description: plant.word(at('ImagingStudy.description')),
      subject,
      series: [
        {
          uid: plant.uid(at('ImagingStudy.series.uid')),
          description: plant.word(at('ImagingStudy.series.description')),
          modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'MR' },
          bodySite: {
            system: 'http://snomed.info/sct',
            code: plant.word(at('ImagingStudy.series.bodySite')),
          },
          numberOfInstances: 3,
        },
      ],
    },
  ];
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
  return { source: 'fhir', files: [[`fhir/${id}.json`, JSON.stringify(bundle)]] };
}

/** A tumour register in German, and a list of images. */
export function plantedSpreadsheet(plant: Planting, catalogue: string): PlantedDelivery {
  const at = (column: string): string => `spreadsheet ${column}`;
  const patient = plant.number(at('Patienten-Nr'));
  const day = plant.day(at('Datum'));
  return {
    source: 'spreadsheet',
    files: [
      ['catalogue.csv', Buffer.from(catalogue, 'latin1')],
      sheet('clinical.csv', {
        'Patienten-Nr': patient,
        Geschlecht: plant.word(at('Geschlecht')),
        'ICD-10': plant.word(at('ICD-10')),
        Alter: '63,2',
        Diagnosejahr: '2019',
        // The number of the patient in the column of the datasets.
        Datensätze: `1|${patient}`,
        Bemerkung: plant.word(at('Bemerkung')),
        Name: plant.word(at('Name')),
      }),
      sheet('imaging.csv', {
        'Patienten-Nr': patient,
        Untersuchung: plant.number(at('Untersuchung')),
        Datum: `${day.slice(6)}.${day.slice(4, 6)}.${day.slice(0, 4)}`,
        Serie: plant.number(at('Serie')),
        Modalität: plant.word(at('Modalität')),
        Region: plant.word(at('Region')),
        Gerät: plant.word(at('Gerät')),
        Bilder: '3',
      }),
    ],
  };
}

/** Tables of the EUCAIM CDM: identifiers where words, links and numbers are expected. */
export function plantedEucaimCdm(plant: Planting): PlantedDelivery {
  const at = (column: string): string => `eucaim-cdm ${column}`;
  const patient = plant.word(at('patient.patient_id'));
  const number = plant.number(at('cancer_condition.cancer_condition_id'));
  return {
    source: 'eucaim-cdm',
    files: [
      table('patient', {
        patient_id: patient,
        dataset_id: patient,
        patient_birth_date: iso(plant.day(at('patient.patient_birth_date'))),
        patient_birth_sex: 'COM1001366',
        patient_race: plant.word(at('patient.patient_race')),
        patient_managing_organization: plant.word(at('patient.patient_managing_organization')),
        patient_deceased: 't',
        patient_date_of_last_contact: iso(plant.day(at('patient.patient_date_of_last_contact'))),
        patient_cause_of_death: plant.word(at('patient.patient_cause_of_death')),
      }),
      table('cancer_condition', {
        cancer_condition_id: number,
        patient_id: patient,
        Identifier: plant.word(at('cancer_condition.Identifier')),
        cancer_condition_age_at_diagnosis: plant.number(at('cancer_condition.age_at_diagnosis')),
        cancer_condition_age_unit: plant.word(at('cancer_condition.age_unit')),
        cancer_condition_asserted_date: iso(plant.day(at('cancer_condition.asserted_date'))),
        cancer_condition_offset_from_primary: plant.number(at('cancer_condition.offset_from_primary')),
        cancer_condition_offset_unit: plant.word(at('cancer_condition.offset_unit')),
        cancer_condition_code: 'CLIN1000075',
        cancer_condition_topography: plant.word(at('cancer_condition.topography')),
      }),
      table('cancer_stage', {
        cancer_stage_id: plant.number(at('cancer_stage.cancer_stage_id')),
        cancer_condition_id: number,
        cancer_stage_code: 'CLIN1033379',
        cancer_stage_scoring_system: plant.word(at('cancer_stage.scoring_system')),
        cancer_stage_as_concept: plant.word(at('cancer_stage.as_concept')),
      }),
    ],
  };
}

/** An index of a public archive whose patients are called by their names. */
export function plantedIdc(plant: Planting): PlantedDelivery {
  const at = (column: string): string => `idc ${column}`;
  return {
    source: 'idc',
    files: [
      table('idc_index', {
        collection_id: 'made_up_lung',
        PatientID: plant.word(at('PatientID'), (name) => `${name}_Ada`),
        SeriesInstanceUID: plant.uid(at('SeriesInstanceUID')),
        StudyInstanceUID: plant.uid(at('StudyInstanceUID')),
        PatientSex: 'F',
        StudyDate: iso(plant.day(at('StudyDate'))),
        BodyPartExamined: plant.word(at('BodyPartExamined')),
        Modality: 'CT',
        Manufacturer: plant.word(at('Manufacturer')),
        ManufacturerModelName: plant.word(at('ManufacturerModelName')),
        instanceCount: plant.number(at('instanceCount')),
      }),
    ],
  };
}

function table(name: string, row: Readonly<Record<string, string>>): PlantedFile {
  return [`${name}.csv`, `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`];
}

function sheet(name: string, row: Readonly<Record<string, string>>): PlantedFile {
  return [name, Buffer.from(`${Object.keys(row).join(';')}\n${Object.values(row).join(';')}\n`, 'latin1')];
}

function iso(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

function part10(header: Readonly<Record<string, string>>): Uint8Array {
  const { DicomDict, DicomMetaDictionary } = dcmjs.data;
  const meta = {
    MediaStorageSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
    MediaStorageSOPInstanceUID: header['SOPInstanceUID'],
    TransferSyntaxUID: '1.2.840.10008.1.2.1',
    ImplementationClassUID: '2.25.1',
  };
  const file = new DicomDict(DicomMetaDictionary.denaturalizeDataset(meta));
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    SOPClassUID: meta.MediaStorageSOPClassUID,
    ...header,
  });
  return new Uint8Array(file.write({ allowInvalidVRLength: true }));
}
