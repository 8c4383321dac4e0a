import type { Place } from '../../errors.ts';
import { MeridianError } from '../../errors.ts';
import type { Origin } from '../lifter.ts';
import { DicomNumberRuns } from './dicom-number-runs.ts';
import type { DicomObject } from './dicom-objects.ts';
import type { DicomQuestions } from './dicom-questions.ts';
import type { Asked } from './dicom-asked.ts';
import { valuesAsked } from './dicom-asked.ts';
import { partsAsked } from './dicom-parts.ts';
import type { SeriesCount } from './dicom-reference.ts';
import { displayTag } from './dicom-reference.ts';
import type { SourceRecord, Value } from './record-source.ts';
import { noValues } from './record-source.ts';

/** In what the instances of a series must agree (PS3.3 A.1.4): they are of one patient, study and modality. */
const agreed = [
  { of: 'patient', belongs: false, differ: 'name another patient than its first one' },
  { of: 'study', belongs: false, differ: 'name another study than its first one' },
  { of: 'modality', belongs: true, differ: 'have another modality than its first one' },
] as const;

/** One series, of all the objects that belong to it; holds only the values that the mapping asks for, and counts. */
export class DicomSeries implements SourceRecord {
  readonly origin: Origin;
  /** Images that a table of contents lists and that are not there. */
  listedAndMissing = 0;
  readonly #asked: readonly Asked[];
  readonly #values: (readonly Value[])[];
  readonly #parts: (readonly SourceRecord[] | undefined)[] = [];
  readonly #numbers = new DicomNumberRuns();
  readonly #common: (string | undefined)[];
  readonly #conflicts = new Map<string, { count: number; readonly place: Place }>();
  #instances = 0;
  #duplicates = 0;
  #truncated = 0;
  #stated = 0;
  #ofFiles = false;

  /** `origin` is where it is met first. */
  constructor(origin: Origin, asked: readonly Asked[]) {
    this.origin = origin;
    this.#asked = asked;
    this.#values = asked.map(() => noValues);
    this.#common = agreed.map(() => undefined);
  }

  /** Takes from an object what earlier ones did not have. `isNew` tells whether an instance is met for the first time. */
  add(object: DicomObject, questions: DicomQuestions, isNew: (instance: string) => boolean): void {
    if (!this.#agrees(object, questions)) return;
    for (const [slot, asked] of this.#asked.entries()) {
      if (typeof asked === 'string' || this.#values[slot] !== noValues) continue;
      if (typeof asked === 'object' && asked.kind === 'parts') {
        const parts = this.#parts[slot] ?? partsAsked(object, asked, object.origin);
        if (parts.length > 0) this.#parts[slot] = parts;
        continue;
      }
      const found = valuesAsked(object, asked);
      if (found.length > 0) this.#values[slot] = found;
    }
    this.#stated = Math.max(this.#stated, Number(object.values(questions.stated)[0] ?? 0) || 0);
    const [instance] = object.values(questions.instance);
    // What a server says of a whole series is no instance.
    if (instance === undefined && !object.isFile) return;
    this.#ofFiles ||= object.isFile;
    if (instance !== undefined && !isNew(instance)) {
      this.#duplicates++;
      return;
    }
    this.#instances++;
    if (object.fault !== undefined) this.#truncated++;
    this.#numbers.add(object.values(questions.number)[0]);
  }

  read(slot: number): readonly Value[] {
    const asked = this.#asked[slot];
    if (typeof asked !== 'string') return this.#values[slot] ?? noValues;
    const count = this.#count(asked);
    return count === undefined ? noValues : [String(count)];
  }

  nested(slot: number): readonly SourceRecord[] {
    return this.#parts[slot] ?? [];
  }

  /** Contradictions among its instances, one for each kind, with the first place of it. */
  conflicts(): MeridianError[] {
    return [...this.#conflicts].map(
      ([differ, { count, place }]) =>
        new MeridianError('unreadable-source', `Instances of one series ${differ}: ${count}.`, {
          place,
          advice: 'A series is of one patient, study and modality; see which files were mixed.',
        }),
    );
  }

  /** Numbers that are not known are not told: of instances that nobody has listed, none can be said to be missing. */
  #count(asked: SeriesCount): number | undefined {
    switch (asked) {
      case 'NumberOfInstances':
        return this.#stated > 0 ? this.#stated : this.#instances > 0 ? this.#instances : undefined;
      case 'NumberOfDuplicateInstances':
        return this.#instances > 0 ? this.#duplicates : undefined;
      case 'NumberOfTruncatedInstances':
        return this.#ofFiles ? this.#truncated : undefined;
      case 'NumberOfMissingInstances':
        return this.#missing();
    }
  }

  #missing(): number | undefined {
    if (this.#instances === 0) return undefined;
    const known = [
      this.#numbers.missing(),
      this.#stated > 0 ? Math.max(0, this.#stated - this.#instances) : undefined,
      this.listedAndMissing > 0 ? this.listedAndMissing : undefined,
    ].filter((count) => count !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  }

  /** False where the object is of another patient or study: it is not of this series, whatever its UID says. */
  #agrees(object: DicomObject, questions: DicomQuestions): boolean {
    for (const [index, { of, belongs, differ }] of agreed.entries()) {
      const [value] = object.values(questions[of]);
      const first = this.#common[index];
      if (first === undefined) this.#common[index] = value;
      if (value === undefined || first === undefined || value === first) continue;
      const conflict = this.#conflicts.get(differ);
      if (conflict === undefined) {
        const tag = displayTag(questions.references[questions[of]] ?? []);
        this.#conflicts.set(differ, { count: 1, place: { ...object.origin, tag } });
      } else conflict.count++;
      if (!belongs) return false;
    }
    return true;
  }
}
