import dcmjs from 'dcmjs';
import { seriesHeader } from './dicom-header.ts';
import type { SampleProvider } from './population.ts';
import type { Random } from './random.ts';
import type { SampleFile } from './sample-files.ts';

const explicitLittleEndian = '1.2.840.10008.1.2.1';
/** Storage SOP classes (PS3.4 B.5) by modality; others are stored as secondary capture. */
const storage: Readonly<Record<string, string>> = {
  CT: '1.2.840.10008.5.1.4.1.1.2',
  MR: '1.2.840.10008.5.1.4.1.1.4',
  US: '1.2.840.10008.5.1.4.1.1.6.1',
  CR: '1.2.840.10008.5.1.4.1.1.1',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  MG: '1.2.840.10008.5.1.4.1.1.1.2',
  PT: '1.2.840.10008.5.1.4.1.1.128',
  SR: '1.2.840.10008.5.1.4.1.1.88.22',
};
const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';

/** How many files a folder holds. */
const folderSize = 500;

/**
 * DICOM Part 10 files without pixel data, one a (would-be) image. Their paths are running numbers: paths stand in
 * lineage, and must not name patients.
 */
export function* dicomFiles(
  { patients }: SampleProvider,
  random: Random,
): Generator<SampleFile, void, undefined> {
  let number = 0;
  for (const patient of patients) {
    for (const study of patient.studies) {
      for (const series of study.series) {
        const header = seriesHeader(patient, study, series, random);
        for (let instance = 1; instance <= series.instances; instance++) {
          number++;
          yield {
            path: `dicom/${Math.ceil(number / folderSize)}/${String(number).padStart(6, '0')}.dcm`,
            content: part10({
              ...header,
              SOPClassUID: storage[header['Modality'] ?? ''] ?? secondaryCapture,
              SOPInstanceUID: `${series.uid}.${instance}`,
              InstanceNumber: String(instance),
            }),
          };
        }
      }
    }
  }
}

/** A header as a Part 10 file (PS3.10), explicit VR little endian, UTF-8. */
function part10(header: Readonly<Record<string, string | undefined>>): Uint8Array {
  const values = Object.fromEntries(Object.entries(header).filter(([, value]) => value !== undefined));
  const meta = {
    MediaStorageSOPClassUID: header['SOPClassUID'],
    MediaStorageSOPInstanceUID: header['SOPInstanceUID'],
    TransferSyntaxUID: explicitLittleEndian,
    ImplementationClassUID: '2.25.80302813137786398554742050926734630921603366648225212145404',
  };
  const { DicomMetaDictionary, DicomDict } = dcmjs.data;
  const file = new DicomDict(DicomMetaDictionary.denaturalizeDataset(meta));
  file.dict = DicomMetaDictionary.denaturalizeDataset({ SpecificCharacterSet: 'ISO_IR 192', ...values });
  return new Uint8Array(file.write({ allowInvalidVRLength: true }));
}
