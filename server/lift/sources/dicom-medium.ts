import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';
import type { DicomDirectory, ListedFile } from './dicom-directory.ts';
import { readDicomDirectory } from './dicom-directory.ts';
import type { DicomOptions } from './dicom-source.ts';
import { baseName } from './source-files.ts';

/** Media Storage Directory Storage: a table of contents, no object. */
export const directoryClass = '1.2.840.10008.1.3.10';

/** So many missing files of one table are told one by one. */
const maxTold = 20;

interface Table {
  readonly file: SourceFile;
  readonly folder: string;
  readonly directory: DicomDirectory;
}

/** The tables of contents of exchange media (PS3.10 8), held against the files that are there. */
export class DicomMedium {
  readonly #tables: readonly Table[];
  readonly #directories: ReadonlySet<SourceFile>;
  readonly #there: ReadonlySet<string>;
  readonly #listed: ReadonlySet<string>;

  private constructor(
    tables: readonly Table[],
    directories: ReadonlySet<SourceFile>,
    files: readonly SourceFile[],
  ) {
    this.#tables = tables;
    this.#directories = directories;
    this.#there = new Set(tables.length === 0 ? [] : files.map(({ path }) => normal(path)));
    this.#listed = new Set(
      tables.flatMap(({ folder, directory }) => directory.files.map((file) => normal(pathOf(folder, file)))),
    );
  }

  /** Reads the files that are called DICOMDIR, and tells what they list. */
  static async read(files: readonly SourceFile[], { failure, note }: DicomOptions): Promise<DicomMedium> {
    const directories = new Set(files.filter(({ path }) => /^dicomdir(;1)?$/i.test(baseName(path))));
    const tables: Table[] = [];
    for (const file of directories) {
      try {
        const directory = await readDicomDirectory(file);
        if (directory.header.fault !== undefined) failure(directory.header.fault);
        note(describe(directory), file.path);
        tables.push({ file, folder: file.path.slice(0, -baseName(file.path).length), directory });
      } catch (error) {
        if (!(error instanceof MeridianError)) throw error;
        failure(error);
      }
    }
    return new DicomMedium(tables, directories, files);
  }

  isDirectory(file: SourceFile): boolean {
    return this.#directories.has(file);
  }

  /** Whether a file lies beside a table of contents that does not list it: a viewer, a leaflet. */
  mayLack({ path }: SourceFile): boolean {
    return this.#tables.some(({ folder }) => path.startsWith(folder)) && !this.#listed.has(normal(path));
  }

  /** Reports the files that are listed and not there, and counts them at their series. */
  tellMissing(
    failure: (error: MeridianError) => void,
    seriesOf: (uid: string) => { listedAndMissing: number } | undefined,
  ): void {
    for (const { file, folder, directory } of this.#tables) {
      const missing = directory.files.filter((each) => !this.#there.has(normal(pathOf(folder, each))));
      for (const { series } of missing) {
        const record = series === undefined ? undefined : seriesOf(series);
        if (record !== undefined) record.listedAndMissing++;
      }
      for (const each of missing.slice(0, maxTold)) {
        failure(
          new MeridianError('unreadable-source', 'A DICOMDIR lists this file, and it is not there.', {
            place: { file: pathOf(folder, each) },
            advice: 'Copy the whole medium, or leave the DICOMDIR out.',
          }),
        );
      }
      if (missing.length > maxTold) {
        const message = `${missing.length - maxTold} more files that the DICOMDIR lists are not there.`;
        failure(new MeridianError('unreadable-source', message, { place: { file: file.path, tag: fileId } }));
      }
    }
  }
}

const fileId = '(0004,1220).(0004,1500)';

function pathOf(folder: string, { path }: ListedFile): string {
  return folder + path.join('/');
}

/** File ids are upper case; systems that mount a disc write them small, or with a version or a dot behind. */
function normal(path: string): string {
  return path.toLowerCase().replace(/(?:;\d+|\.)$/, '');
}

function describe({ counts, files }: DicomDirectory): string {
  const count = (type: string, one: string, many: string): string => {
    const number = counts.get(type) ?? 0;
    return `${number} ${number === 1 ? one : many}`;
  };
  return (
    `A DICOMDIR is a table of contents: ${count('PATIENT', 'patient', 'patients')}, ` +
    `${count('STUDY', 'study', 'studies')}, ${count('SERIES', 'series', 'series')}, ` +
    `${files.length} ${files.length === 1 ? 'file' : 'files'}.`
  );
}
