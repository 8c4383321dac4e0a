import { setImmediate as nextTurn } from 'node:timers/promises';
import { MeridianError } from '../../errors.ts';
import type { Origin, SourceFile } from '../lifter.ts';
import { DiskPace, openDicomBytes } from './dicom-bytes.ts';
import type { DicomHeader } from './dicom-header.ts';
import { readDicomHeader } from './dicom-header.ts';
import { isDicomJson, readDicomJson } from './dicom-json.ts';
import type { DicomQuery } from './dicom-query.ts';

/** One object of a delivery: an instance as a file, or what a server says of an instance, a series or a study. */
export interface DicomObject {
  /** The values of a slot of the query. Of a file they can be asked only until the next object is taken. */
  values(slot: number): readonly string[];
  /** The same, for each item of a sequence that has some; `item` grows with the place in the object. */
  items(slot: number): readonly { readonly item: number; readonly values: readonly string[] }[];
  readonly origin: Origin;
  readonly isFile: boolean;
  /** Set where a file breaks off. */
  readonly fault?: MeridianError | undefined;
}

/** What there is instead of an object, of one file or of the rest of one. */
export interface UnreadFile {
  readonly file: SourceFile;
  readonly failure: MeridianError;
}

/** So many files are open at once: enough that a slow disk is always busy, and one block of 64 KiB for each. */
const inFlight = 8;
const blockSize = 1 << 16;
/** After so many files others get their turn, for files that come quickly are read without waiting. */
const filesInTurn = 64;

/** The objects of files, in the order of the files; the next ones are read while one is worked at. */
export async function* readDicomObjects(
  files: readonly SourceFile[],
  query: DicomQuery,
): AsyncGenerator<DicomObject | UnreadFile> {
  const blocks = Array.from({ length: inFlight }, () => Buffer.allocUnsafeSlow(blockSize));
  const pace = new DiskPace();
  const begun: (Promise<DicomObject | UnreadFile> | undefined)[] = [];
  const begin = (index: number): void => {
    const [file, block] = [files[index], blocks[index % inFlight]];
    if (file === undefined || block === undefined) return;
    begun[index % inFlight] = isDicomJson(file.path) ? undefined : readObject(file, query, block, pace);
  };
  for (let index = 0; index < inFlight; index++) begin(index);
  for (const [index, file] of files.entries()) {
    const object = await begun[index % inFlight];
    if (object === undefined) yield* readDicomJson(file, query);
    else yield object;
    if (index % filesInTurn === 0) await nextTurn();
    begin(index + inFlight);
  }
}

async function readObject(
  file: SourceFile,
  query: DicomQuery,
  block: Uint8Array,
  pace: DiskPace,
): Promise<DicomObject | UnreadFile> {
  try {
    const header = await readFileHeader(file, query, block, pace);
    return {
      values: (slot) => header.values(slot),
      items: (slot) => header.items(slot),
      origin: { file: file.path },
      isFile: true,
      fault: header.fault,
    };
  } catch (error) {
    if (error instanceof MeridianError) return { file, failure: error };
    throw error;
  }
}

/** The header of one file. Its values lie in the block that is given, if they fit there. */
export async function readFileHeader(
  file: SourceFile,
  query: DicomQuery,
  block: Uint8Array = new Uint8Array(blockSize),
  pace?: DiskPace,
): Promise<DicomHeader> {
  const bytes = await openDicomBytes(file, block, pace);
  try {
    return await readDicomHeader(bytes, file.path, query);
  } finally {
    bytes.close();
  }
}
