import { DicomQuery } from './dicom-query.ts';

/** What is asked of every object, whatever a mapping reads: what it is, where it belongs, whom it is of. */
export class DicomQuestions extends DicomQuery {
  readonly sopClass = this.askFor('MediaStorageSOPClassUID');
  readonly instance = this.askFor('SOPInstanceUID');
  readonly series = this.askFor('SeriesInstanceUID');
  readonly study = this.askFor('StudyInstanceUID');
  readonly patient = this.askFor('PatientID');
  readonly accession = this.askFor('AccessionNumber');
  readonly modality = this.askFor('Modality');
  readonly number = this.askFor('InstanceNumber');
  /** How many instances the series has, where a server tells it. */
  readonly stated = this.askFor('NumberOfSeriesRelatedInstances');
  /** Local identifiers, which are told to whoever keeps them out of what is said. */
  readonly identities = [
    this.patient,
    this.accession,
    this.study,
    this.series,
    this.instance,
    ...['OtherPatientIDs', 'StudyID', 'AdmissionID'].map((keyword) => this.askFor(keyword)),
  ];
  /** What the patient is called, which paths may tell too. */
  readonly names = ['PatientName', 'OtherPatientNames', 'PatientBirthName'].map((keyword) =>
    this.askFor(keyword),
  );
}
