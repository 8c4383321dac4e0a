import { MeridianError } from '../errors.ts';
import type { Place } from '../errors.ts';
import { mer } from '../rdf/vocabulary.ts';
import type { SourceFile } from './lifter.ts';
import type { LogicalSource, LogicalView, Mapping } from './rml/mapping.ts';

const mask = '…';

/** Whether a mapping reads files that people name by their patients: DICOM and FHIR. */
export function readsPatientFiles(mapping: Mapping | undefined): boolean {
  return [...(mapping?.triplesMaps.values() ?? [])].some(({ source }) => isOfPatients(source));
}

function isOfPatients(source: LogicalSource | LogicalView): boolean {
  if (source.kind === 'view')
    return isOfPatients(source.on) || source.joins.some(({ parent }) => isOfPatients(parent));
  return source.formulation === mer.DICOM.value || source.formulation === mer.FHIR.value;
}

/**
 * The files of a delivery that told of no patient, since they cannot be read. Which of the words of their paths are
 * names is then not known, and they are called by their number: `in/…/….dcm (file 3 of 10)`. What stays is the ending,
 * the folder that was typed, and folders that hold a file that could be read: their patients are known.
 */
export class UnreadFiles {
  readonly #numbers = new Map<string, number>();
  readonly #roots = new Map<string, string>();
  readonly #read = new Set<string>();
  readonly #folders = new Set<string>();

  constructor(files: readonly SourceFile[]) {
    for (const { path, root } of files) {
      this.#numbers.set(path, this.#numbers.size + 1);
      if (root !== undefined) this.#roots.set(path, root);
    }
  }

  /** A file told of its patient. */
  tells(path: string): void {
    if (this.#read.has(path)) return;
    this.#read.add(path);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (this.#folders.has(folder)) return;
      this.#folders.add(folder);
    }
  }

  path(path: string): string {
    const number = this.#numbers.get(path);
    const root = this.#roots.get(path);
    if (number === undefined || root === path || this.#read.has(path)) return path;
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    let kept = folder;
    while (kept !== '' && kept !== root && !this.#folders.has(kept))
      kept = kept.slice(0, Math.max(kept.lastIndexOf('/'), 0));
    const name = path.slice(path.lastIndexOf('/') + 1);
    const shown = name === 'DICOMDIR' ? name : mask + endingOf(name);
    const before = `${kept === '' ? '' : `${kept}/`}${kept === folder ? '' : `${mask}/`}`;
    return `${before}${shown} (file ${number} of ${this.#numbers.size})`;
  }

  place(place: Place): Place {
    return place.file === undefined ? place : { ...place, file: this.path(place.file) };
  }

  /** The same failure; without its cause where that could still name the path. */
  failure(failure: MeridianError): MeridianError {
    const { file } = failure.place ?? {};
    if (file === undefined) return failure;
    const path = this.path(file);
    if (path === file) return failure;
    return new MeridianError(failure.code, failure.message.replaceAll(file, path), {
      place: { ...failure.place, file: path },
      ...(failure.advice === undefined ? {} : { advice: failure.advice }),
    });
  }
}

/** `.dcm`, `.dicom.json`: what says how a file is written. */
function endingOf(name: string): string {
  return (
    /(?:\.dicom)?\.(?:dcm|dicom|json|ndjson|jsonl|xml|csv|tsv|txt|pdf|zip)(?:\.(?:gz|zst))?$/i.exec(
      name,
    )?.[0] ?? ''
  );
}
