import type { SourceFile } from '../lifter.ts';
import type { DicomHeader } from './dicom-header.ts';
import { readFileHeader } from './dicom-objects.ts';
import { DicomQuery } from './dicom-query.ts';

/** A file that a DICOMDIR lists. */
export interface ListedFile {
  /** Components of its path, from the folder of the DICOMDIR. */
  readonly path: readonly string[];
  /** SeriesInstanceUID of the series that it is listed below. */
  readonly series: string | undefined;
}

/** What a DICOMDIR (PS3.3 F) lists. */
export interface DicomDirectory {
  readonly header: DicomHeader;
  readonly files: readonly ListedFile[];
  /** Records in use by their type: `PATIENT`, `STUDY`, `SERIES`, `IMAGE` and so on. */
  readonly counts: ReadonlyMap<string, number>;
}

interface DirectoryRecord {
  type: string;
  next: number;
  lower: number;
  inUse: boolean;
  path: string[];
  series: string | undefined;
}

const isInactive = '0';

/** Reads a DICOMDIR. Throws 'unreadable-source' where it is no DICOM. */
export async function readDicomDirectory(file: SourceFile): Promise<DicomDirectory> {
  const query = new DicomQuery();
  const of = (keyword: string): number => query.askFor(`DirectoryRecordSequence.${keyword}`);
  const [type, next, lower, inUse, path, series] = [
    of('DirectoryRecordType'),
    of('OffsetOfTheNextDirectoryRecord'),
    of('OffsetOfReferencedLowerLevelDirectoryEntity'),
    of('RecordInUseFlag'),
    of('ReferencedFileID'),
    of('SeriesInstanceUID'),
  ];
  const header = await readFileHeader(file, query);
  const records = new Map<number, DirectoryRecord>();
  const each = (slot: number, take: (record: DirectoryRecord, values: string[]) => void): void => {
    for (const { item, values } of header.items(slot)) {
      let record = records.get(item);
      if (record === undefined) {
        record = { type: '', next: 0, lower: 0, inUse: true, path: [], series: undefined };
        records.set(item, record);
      }
      take(record, values);
    }
  };
  each(type, (record, [value = '']) => (record.type = value));
  each(next, (record, [value]) => (record.next = Number(value)));
  each(lower, (record, [value]) => (record.lower = Number(value)));
  each(inUse, (record, [value]) => (record.inUse = value !== isInactive));
  each(path, (record, values) => (record.path = values));
  each(series, (record, [value]) => (record.series = value));

  const seriesOf = seriesAbove(records);
  const counts = new Map<string, number>();
  const files: ListedFile[] = [];
  for (const record of records.values()) {
    if (!record.inUse) continue;
    counts.set(record.type, (counts.get(record.type) ?? 0) + 1);
    if (record.path.length > 0) files.push({ path: record.path, series: seriesOf.get(record) });
  }
  return { header, files, counts };
}

/** The series of the records below one. Records are chained by the byte offsets of their items. */
function seriesAbove(records: ReadonlyMap<number, DirectoryRecord>): Map<DirectoryRecord, string> {
  const found = new Map<DirectoryRecord, string>();
  for (const { type, series, lower } of records.values()) {
    if (type !== 'SERIES' || series === undefined) continue;
    for (let at = lower, record = records.get(at); record !== undefined; record = records.get(at)) {
      // A chain that comes back to itself ends.
      if (found.has(record)) break;
      found.set(record, series);
      at = record.next;
    }
  }
  return found;
}
