import { buffer } from 'node:stream/consumers';
import { MeridianError, withPlace } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { compileDicomReference } from '../sources/dicom-reference.ts';
import type { CollectOptions } from './collector.ts';
import type { DicomwebAddress } from './dicomweb-address.ts';
import type { DicomJson, DicomwebClient } from './dicomweb-client.ts';
import { searchDicomweb, uidOf } from './dicomweb-pages.ts';

export const studyTag = '0020000D';
const seriesTag = '0020000E';
const instanceTag = '00080018';
const numberTag = '00200013';
const nothing = new URLSearchParams();

/** One study of a server as a file in the DICOM JSON Model: its series, or their instances, fetched as it is read. */
export function dicomwebStudy(
  study: DicomJson,
  path: string,
  address: DicomwebAddress,
  client: DicomwebClient,
  failure: CollectOptions['failure'],
): SourceFile {
  const stream = (): AsyncGenerator<Uint8Array> => bytesOf(objectsOf(study, path, address, client, failure));
  return { path, stream, read: () => buffer(stream()) };
}

async function* objectsOf(
  study: DicomJson,
  path: string,
  address: DicomwebAddress,
  client: DicomwebClient,
  failure: CollectOptions['failure'],
): AsyncGenerator<DicomJson> {
  const uid = uidOf(study, studyTag) ?? '';
  const query = new URLSearchParams();
  if (address.fields.length > 0) query.set('includefield', address.fields.join(','));
  const search = { path: `/studies/${uid}/series`, query, limit: address.limit, uid: seriesTag, shown: path };
  let found = false;
  try {
    for await (const series of searchDicomweb(client, search)) {
      found = true;
      yield* seriesObjects({ ...study, ...series }, uid, address, client, (error) => {
        failure(withPlace(error, { file: path }));
      });
    }
  } catch (error) {
    throw error instanceof MeridianError
      ? new MeridianError(error.code, error.message, said(error, path))
      : error;
  }
  if (!found) yield study;
}

/** The failure at the study, whatever the address is called. */
function said({ advice }: MeridianError, file: string): { place: { file: string }; advice?: string } {
  return { place: { file }, ...(advice === undefined ? {} : { advice }) };
}

/** A series with what its instances tell of it; where they cannot be asked, the series as the search gave it. */
async function* seriesObjects(
  series: DicomJson,
  study: string,
  { metadata, fields }: DicomwebAddress,
  client: DicomwebClient,
  failure: CollectOptions['failure'],
): AsyncGenerator<DicomJson> {
  const uid = uidOf(series, seriesTag);
  if (uid === undefined || metadata === 'never' || (metadata === 'missing' && hasFields(series, fields))) {
    yield series;
    return;
  }
  const path = `/studies/${study}/series/${uid}`;
  try {
    if (metadata === 'series') {
      const { objects } = await client.get(`${path}/metadata`, nothing);
      for (const instance of objects) yield { ...series, ...instance };
      if (objects.length > 0) return;
    } else {
      const found = await client.get(`${path}/instances`, new URLSearchParams({ limit: '1' }));
      const instance = found.objects[0] === undefined ? undefined : uidOf(found.objects[0], instanceTag);
      const told =
        instance === undefined ? [] : await metadataOf(client, `${path}/instances/${instance}/metadata`);
      yield { ...told[0], ...series };
      return;
    }
  } catch (error) {
    if (!(error instanceof MeridianError)) throw error;
    failure(error);
  }
  yield series;
}

/** Metadata without what names the one instance: they stand for the series. */
async function metadataOf(client: DicomwebClient, path: string): Promise<DicomJson[]> {
  const { objects } = await client.get(path, nothing);
  return objects.map((object) =>
    Object.fromEntries(Object.entries(object).filter(([tag]) => tag !== instanceTag && tag !== numberTag)),
  );
}

/** Fields that a search for series answers with in any case, or that come from the study (PS3.18 10.6.3.3). */
const always = new Set(['PatientID', 'PatientSex', 'StudyDate', 'Modality', 'SeriesDescription']);

/** Whether the server heeds `includefield`: it answers with a field that it need not give, with or without a value. */
function hasFields(series: DicomJson, fields: readonly string[]): boolean {
  const asked = fields.filter((field) => !always.has(field));
  return asked.length === 0 || asked.some((field) => (compileDicomReference(field)[0]?.tag ?? '') in series);
}

async function* bytesOf(objects: AsyncIterable<DicomJson>): AsyncGenerator<Uint8Array> {
  let begin = '[';
  for await (const object of objects) {
    yield Buffer.from(begin + JSON.stringify(object));
    begin = ',\n';
  }
  yield Buffer.from(begin === '[' ? '[]' : ']');
}
