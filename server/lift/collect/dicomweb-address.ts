import { MeridianError } from '../../errors.ts';
import { compileDicomReference } from '../sources/dicom-reference.ts';

/**
 * How much is asked beyond QIDO-RS: `missing` takes the metadata of one instance of a series where the server does not
 * answer with the fields that were asked for; `series` those of all instances, so that they are counted; `never` none.
 */
export type MetadataUse = 'missing' | 'series' | 'never';

/** A DICOMweb address, taken apart. */
export interface DicomwebAddress {
  /** Without a slash at the end, without name and password. */
  readonly base: string;
  /** Host and path, for people: it stands in paths and messages. */
  readonly shown: string;
  readonly authorization: string | undefined;
  readonly metadata: MetadataUse;
  /** Results asked for at once. */
  readonly limit: number;
  /** Fields that the answers are to have beside the required ones. */
  readonly fields: readonly string[];
  /** What is left of the query: it narrows the search for studies. */
  readonly search: URLSearchParams;
}

/** Where the token is taken from unless the address names another variable. */
const tokenVariable = 'DICOMWEB_TOKEN';
const defaultLimit = 200;

/** What mappings ask for and servers need not answer with (PS3.18 10.6.3, tables of required attributes). */
const defaultFields = [
  'PatientID',
  'PatientSex',
  'PatientAge',
  'AdmittingDiagnosesCodeSequence',
  'ClinicalTrialProtocolID',
  'StudyDate',
  'Manufacturer',
  'ManufacturerModelName',
  'BodyPartExamined',
  'AnatomicRegionSequence',
  'ProtocolName',
  'ContrastBolusAgent',
  'MagneticFieldStrength',
  'SliceThickness',
  'ConvolutionKernel',
  'PatientIdentityRemoved',
  'DeidentificationMethodCodeSequence',
];

/**
 * Reads `dicomweb+https://host/dicom-web?ModalitiesInStudy=MR`. Own words of the query are `metadata`, `limit`,
 * `includefield` (keywords, with commas) and `token` (a variable of the environment); the rest searches for studies.
 * Throws 'bad-request'; the address is not shown, since it may hold a password.
 */
export function readDicomwebAddress(
  address: URL,
  environment: Readonly<Record<string, string | undefined>>,
): DicomwebAddress {
  const url = URL.parse(address.href.replace(/^dicomweb\+/i, ''));
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw bad('An address of DICOMweb begins with dicomweb+http:// or dicomweb+https://.');
  }
  const take = (name: string): string | undefined => {
    const value = url.searchParams.get(name) ?? undefined;
    url.searchParams.delete(name);
    return value;
  };
  const metadata = take('metadata') ?? 'missing';
  if (metadata !== 'missing' && metadata !== 'series' && metadata !== 'never')
    throw bad('The word metadata of the address is missing, series or never.');
  const limit = Number(take('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1) throw bad('The word limit of the address is no number above 0.');
  const fields = take('includefield')?.split(',') ?? defaultFields;
  for (const field of fields) compileDicomReference(field);
  const token = environment[take('token') ?? tokenVariable];
  const path = url.pathname.replace(/\/+$/, '');
  return {
    base: `${url.origin}${path}`,
    shown: `${url.host}${path}`,
    authorization: authorizationOf(url, token),
    metadata,
    limit,
    fields,
    search: url.searchParams,
  };
}

function authorizationOf(url: URL, token: string | undefined): string | undefined {
  if (token !== undefined && token !== '') return `Bearer ${token}`;
  if (url.username === '') return undefined;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function bad(message: string): MeridianError {
  return new MeridianError('bad-request', message, {
    advice: 'For example dicomweb+https://host/dicom-web?ModalitiesInStudy=MR&metadata=series.',
  });
}
