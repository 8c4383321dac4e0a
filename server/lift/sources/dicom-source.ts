import { MeridianError } from '../../errors.ts';
import type { Place } from '../../errors.ts';
import type { Origin, SourceFile } from '../lifter.ts';
import { readDicomHeader } from './dicom-header.ts';
import type { DicomStep } from './dicom-reference.ts';
import { compileDicomReference, displayTag, numberOfInstances } from './dicom-reference.ts';
import type { DicomValues } from './dicom-values.ts';
import { valuesOfDataSet, valuesOfJson } from './dicom-values.ts';
import { isArray, isObject } from './json-path.ts';
import { parseJson } from './parse-json.ts';
import type { RecordSource, SourceRecord, Value } from './record-source.ts';
import { noValues, Slots } from './record-source.ts';
import { baseName } from './source-files.ts';

export interface DicomOptions {
  readonly failure: (error: MeridianError) => void;
  /** A file that is left out on purpose. */
  readonly note: (message: string, file: string) => void;
  /** Told of the ids of each object: its patient, case, study, series and its own, whether a mapping reads them or not. */
  readonly identity?: (id: string) => void;
}

const [sopClass, sopInstance, study, series, patient, accession, countOfSeries] = [
  'MediaStorageSOPClassUID',
  'SOPInstanceUID',
  'StudyInstanceUID',
  'SeriesInstanceUID',
  'PatientID',
  'AccessionNumber',
  'NumberOfSeriesRelatedInstances',
].map(compileDicomReference) as [Steps, Steps, Steps, Steps, Steps, Steps, Steps];

type Steps = readonly DicomStep[];

/** Media Storage Directory Storage: a table of contents, no object. */
const directoryClass = '1.2.840.10008.1.3.10';

/** One series, of all the files that belong to it; holds only the values that the mapping asks for. */
class Series implements SourceRecord {
  readonly origin: Origin;
  readonly study: string;
  readonly patient: string;
  readonly #values: (readonly Value[])[];
  readonly #instances = new Set<string>();
  readonly #countSlots: readonly number[];
  #unnamed = 0;
  #stated = 0;

  constructor(origin: Origin, study: string, patient: string, references: readonly (Steps | undefined)[]) {
    this.origin = origin;
    this.study = study;
    this.patient = patient;
    this.#values = references.map(() => noValues);
    this.#countSlots = references.flatMap((steps, slot) => (steps === undefined ? [slot] : []));
  }

  /** Takes from an object of the series what earlier ones did not have. */
  add(values: DicomValues, references: readonly (Steps | undefined)[]): void {
    for (const [slot, steps] of references.entries()) {
      if (steps !== undefined && this.#values[slot] === noValues) {
        const found = values(steps);
        if (found.length > 0) this.#values[slot] = found;
      }
    }
    const [instance] = values(sopInstance);
    if (instance === undefined) this.#unnamed++;
    else this.#instances.add(instance);
    this.#stated = Math.max(this.#stated, Number(values(countOfSeries)[0] ?? 0) || 0);
  }

  read(slot: number): readonly Value[] {
    if (!this.#countSlots.includes(slot)) return this.#values[slot] ?? noValues;
    return [String(this.#stated > 0 ? this.#stated : this.#instances.size + this.#unnamed)];
  }
}

/**
 * The series of DICOM files, Part 10 and DICOM JSON: one record per SeriesInstanceUID; references are keywords
 * (`PatientID`, `AdmittingDiagnosesCodeSequence.CodeValue`), tags, or `NumberOfInstances`: the stated number of
 * instances where DICOM JSON gives it, else the number of different objects. Only the asked values are kept; pixel
 * data are never read. What is no DICOM, breaks off or belongs to no series is reported, and the rest is read.
 */
export function openDicom(files: readonly SourceFile[], options: DicomOptions): RecordSource {
  const slots = new Slots();
  const references: (Steps | undefined)[] = [];
  return {
    reference(expression) {
      const slot = slots.of(expression);
      if (slot === references.length) {
        references.push(expression === numberOfInstances ? undefined : compileDicomReference(expression));
      }
      return slot;
    },
    place: (expression) => ({
      reference:
        expression === numberOfInstances ? expression : displayTag(compileDicomReference(expression)),
    }),
    async *records() {
      const found = new Map<string, Series>();
      for (const file of files) {
        try {
          for await (const object of objectsOf(file, options)) {
            if (options.identity !== undefined) tellIdentity(object, options.identity);
            addObject(object, found, references, options);
          }
        } catch (error) {
          if (!(error instanceof MeridianError)) throw error;
          options.failure(error);
        }
      }
      yield* found.values();
    },
  };
}

interface DicomObject {
  readonly values: DicomValues;
  readonly origin: Origin;
}

async function* objectsOf(file: SourceFile, options: DicomOptions): AsyncGenerator<DicomObject> {
  if (isDicomJson(file.path)) {
    yield* objectsOfJson(file.path, await file.read());
    return;
  }
  if (baseName(file.path).toUpperCase() === 'DICOMDIR') {
    options.note('A DICOMDIR is a table of contents; it was left out.', file.path);
    return;
  }
  const values = valuesOfDataSet(await readDicomHeader(file));
  if (values(sopClass)[0] === directoryClass) {
    options.note('A DICOM directory is a table of contents; it was left out.', file.path);
    return;
  }
  yield { values, origin: { file: file.path } };
}

function isDicomJson(path: string): boolean {
  return path.toLowerCase().endsWith('.json');
}

function* objectsOfJson(file: string, bytes: Uint8Array): Generator<DicomObject> {
  const document = parseJson(bytes, file);
  for (const [index, object] of (isArray(document) ? document : [document]).entries()) {
    const origin: Origin = { file, pointer: isArray(document) ? `/${index}` : '' };
    if (!isObject(object)) {
      throw new MeridianError(
        'unreadable-source',
        'This is no object of the DICOM JSON Model (PS3.18 annex F).',
        {
          place: origin,
        },
      );
    }
    yield { values: valuesOfJson(object), origin };
  }
}

function tellIdentity({ values }: DicomObject, identity: (id: string) => void): void {
  for (const steps of [patient, accession, study, series, sopInstance])
    for (const id of values(steps)) identity(id);
}

function addObject(
  { values, origin }: DicomObject,
  found: Map<string, Series>,
  references: readonly (Steps | undefined)[],
  options: DicomOptions,
): void {
  const fail = (message: string, steps: Steps): void => {
    const place: Place = { ...origin, tag: displayTag(steps) };
    options.failure(new MeridianError('unreadable-source', message, { place }));
  };
  const [uid] = values(series);
  if (uid === undefined) {
    fail('The object has no SeriesInstanceUID: it belongs to no series.', series);
    return;
  }
  const [studyUid = ''] = values(study);
  const [patientId = ''] = values(patient);
  let record = found.get(uid);
  if (record === undefined) {
    record = new Series(origin, studyUid, patientId, references);
    found.set(uid, record);
  }
  if (record.study !== studyUid)
    fail('The series is part of two studies; an earlier file names another one.', study);
  else if (record.patient !== patientId)
    fail('The series is of two patients; an earlier file names another one.', patient);
  else record.add(values, references);
}
