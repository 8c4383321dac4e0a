import { withPlace } from '../../../errors.ts';
import type { SourceFile } from '../../lifter.ts';
import type { TableReading } from '../../sources/table-records.ts';
import { columnsOf } from '../../sources/table-records.ts';
import type { ByteEngine } from './byte-engine.ts';
import { ByteRow } from './byte-row.ts';
import type { RunRow } from './compile-byte-map.ts';
import type { CompiledTable, TableRun } from './compile-table.ts';
import { CsvCursor } from './csv-cursor.ts';

/** Output is handed on when there is so much of it. */
export const flushSize = 1 << 17;

/** Runs what was compiled for a table over all its rows. A file that cannot be read is reported, and the next is read. */
export async function runTable(
  { table, slots, position, runs }: CompiledTable,
  { out }: ByteEngine,
  flush: () => Promise<void>,
): Promise<void> {
  const { files, reading } = table;
  const nulls = reading.nulls.map((text) => new TextEncoder().encode(text));
  for (const { file, text } of files) {
    const row = new ByteRow(slots.made);
    try {
      await using cursor = new CsvCursor(file, row, text);
      await cursor.open();
      const found = openRuns(runs, file, cursor.columns, reading);
      if (found.runs.length === 0) continue;
      row.columns = slots.cells(found.positions);
      const read = row.columns.filter((cell) => cell >= row.made);
      position.file = file.path;
      // Rows up to the end of what was read, or until there is enough to hand on; true for the latter.
      const drain = (): boolean => {
        while (cursor.advance()) {
          if (cursor.blank) continue;
          position.row = cursor.number;
          row.markAbsent(read, nulls);
          for (const run of found.runs) run(row);
          if (out.at > flushSize) return true;
        }
        return false;
      };
      do {
        while (drain()) await flush();
      } while (await cursor.more());
    } catch (error) {
      const failure = withPlace(error, { file: file.path });
      if (failure.code !== 'unreadable-source') throw error;
      reading.failure(failure);
    }
  }
}

/** The runs whose columns are all there, and where these are; what the others lack is reported. */
function openRuns(
  runs: readonly TableRun[],
  file: SourceFile,
  header: readonly string[],
  reading: TableReading,
): { runs: readonly RunRow[]; positions: ReadonlyMap<string, number> } {
  const positions = new Map<string, number>();
  const open = runs.filter(({ columns }) => {
    const names = [...columns];
    try {
      columnsOf({ file }, header, names, reading).forEach((position, index) =>
        positions.set(names[index] ?? '', position),
      );
      return true;
    } catch (error) {
      reading.failure(withPlace(error, { file: file.path }));
      return false;
    }
  });
  return { runs: open.map(({ run }) => run), positions };
}
