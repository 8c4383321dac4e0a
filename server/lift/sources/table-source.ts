import type { RecordSource } from './record-source.ts';
import { Slots } from './record-source.ts';
import type { TableFinder } from './table-finder.ts';
import { heldTwice } from './table-finder.ts';
import type { TableReading } from './table-records.ts';
import { tableRecords } from './table-records.ts';

/**
 * The rows of a table by its name (`mer:Table`), whatever holds it: `PERSON.csv`, `PERSON.parquet`, a table of a
 * database, a sheet of a workbook. A reference is a column. No holder is no row, as no file is none; two are a failure.
 */
export function openTable(name: string, tables: TableFinder, reading: TableReading): RecordSource {
  const slots = new Slots();
  return {
    reference: (column) => slots.of(column),
    place: (column) => ({ reference: column }),
    async *records() {
      const holders = await tables.holders(name);
      const [holder] = holders;
      if (holder === undefined) return;
      if (holders.length > 1) reading.failure(heldTwice(name, holders));
      else yield* tableRecords(holder, slots, reading);
    },
  };
}
