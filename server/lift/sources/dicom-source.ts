import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import { directoryClass, DicomMedium } from './dicom-medium.ts';
import type { DicomObject } from './dicom-objects.ts';
import { readDicomObjects } from './dicom-objects.ts';
import { DicomInstanceSet } from './dicom-instance-set.ts';
import { DicomQuestions } from './dicom-questions.ts';
import { compileDicomReference, displayTag, isSeriesCount } from './dicom-reference.ts';
import type { Asked } from './dicom-asked.ts';
import { askDicom } from './dicom-asked.ts';
import { nestedDicom } from './dicom-parts.ts';
import { DicomSeries } from './dicom-series.ts';
import type { NestedSource, RecordSource } from './record-source.ts';
import { Slots } from './record-source.ts';

export interface DicomOptions {
  readonly failure: (error: MeridianError) => void;
  /** Something that is read, or left out, on purpose. */
  readonly note: (message: string, file: string) => void;
  /** Told of the ids of each object: its patient, case, study, series and its own, whether a mapping reads them or not. */
  readonly identity?: (id: string, file: string) => void;
  /** Told of the names of the patient. */
  readonly name?: (name: string) => void;
}

/**
 * The series of DICOM files, Part 10 and DICOM JSON: one record per SeriesInstanceUID, or per study where a server
 * tells of no series. References are keywords (`PatientID`, `AdmittingDiagnosesCodeSequence.CodeValue`), tags, or counts
 * over all instances of a series (`NumberOfInstances`, see {@link isSeriesCount}); one that ends at a code sequence gives
 * its codes, `SCT:399068003`. Views may run over the items of a sequence. Only what is asked for is kept;
 * pixel data are never read. What is no DICOM, breaks off, contradicts itself, is missing by a DICOMDIR or belongs to
 * no series is reported, and the rest is read. Memory grows with the series; of instances 24 bytes each are kept.
 */
export function openDicom(files: readonly SourceFile[], options: DicomOptions): RecordSource {
  const slots = new Slots();
  const questions = new DicomQuestions();
  const asked: Asked[] = [];
  const sequences = new Map<string, NestedSource>();
  const reference = (expression: string): number => {
    const slot = slots.of(expression);
    asked[slot] ??= askDicom(expression, questions);
    return slot;
  };
  let read: { readonly delivery: DicomDelivery; readonly answers: number } | undefined;
  return {
    reference,
    place(expression) {
      // Lineage asks for the places of all references first: so they are known before anything is read.
      reference(expression);
      return {
        reference: isSeriesCount(expression) ? expression : displayTag(compileDicomReference(expression)),
      };
    },
    nested(iterator) {
      let nested = sequences.get(iterator);
      if (nested === undefined) {
        nested = nestedDicom(iterator, [], questions, (parts) => {
          const slot = slots.of(`${iterator} []`);
          asked[slot] = parts;
          return slot;
        });
        sequences.set(iterator, nested);
      }
      return nested;
    },
    async *records() {
      const questionsSoFar = questions.references.length;
      if (read?.answers !== questionsSoFar) {
        const delivery = new DicomDelivery(questions, asked, options);
        await delivery.read(files);
        read = { delivery, answers: questionsSoFar };
      }
      yield* read.delivery.records();
    },
  };
}

/** One reading of all files. */
class DicomDelivery {
  readonly #questions: DicomQuestions;
  readonly #asked: readonly Asked[];
  readonly #options: DicomOptions;
  readonly #series = new Map<string, DicomSeries>();
  readonly #studies = new Map<string, DicomSeries>();
  readonly #instances = new DicomInstanceSet();

  constructor(questions: DicomQuestions, asked: readonly Asked[], options: DicomOptions) {
    this.#questions = questions;
    this.#asked = asked;
    this.#options = options;
  }

  async read(files: readonly SourceFile[]): Promise<void> {
    const medium = await DicomMedium.read(files, this.#options);
    const rest = files.filter((file) => !medium.isDirectory(file));
    for await (const object of readDicomObjects(rest, this.#questions)) {
      if ('values' in object) this.#add(object);
      else if (medium.mayLack(object.file)) {
        this.#options.note(
          'The file is no DICOM, and no DICOMDIR lists it: it was left out.',
          object.file.path,
        );
      } else this.#options.failure(object.failure);
    }
    medium.tellMissing(this.#options.failure, (uid) => this.#series.get(uid));
    for (const series of this.#series.values()) series.conflicts().forEach(this.#options.failure);
  }

  *records(): Generator<DicomSeries> {
    yield* this.#series.values();
    yield* this.#studies.values();
  }

  #add(object: DicomObject): void {
    const { failure, note, identity, name } = this.#options;
    const questions = this.#questions;
    if (identity !== undefined)
      for (const slot of questions.identities)
        for (const id of object.values(slot)) identity(id, object.origin.file);
    if (name !== undefined)
      for (const slot of questions.names) for (const each of object.values(slot)) name(each);
    if (object.fault !== undefined) failure(object.fault);
    if (object.values(questions.sopClass)[0] === directoryClass) {
      note('A DICOM directory of another name than DICOMDIR; it was left out.', object.origin.file);
      return;
    }
    const [uid] = object.values(questions.series);
    const [study] = object.values(questions.study);
    if (uid !== undefined) this.#addTo(this.#series, uid, object);
    else if (!object.isFile && study !== undefined && object.values(questions.instance).length === 0)
      this.#addTo(this.#studies, study, object);
    else if (object.fault === undefined) {
      failure(
        new MeridianError(
          'unreadable-source',
          'The object has no SeriesInstanceUID: it belongs to no series.',
          { place: { ...object.origin, tag: displayTag(questions.references[questions.series] ?? []) } },
        ),
      );
    }
  }

  #addTo(records: Map<string, DicomSeries>, uid: string, object: DicomObject): void {
    let record = records.get(uid);
    if (record === undefined) {
      record = new DicomSeries(object.origin, this.#asked);
      records.set(uid, record);
    }
    record.add(object, this.#questions, (instance) => this.#instances.add(uid, instance));
  }
}
