import { openCsvTable } from './table-csv.ts';
import type { OpenHolders } from './table-format.ts';
import { tableNameOf } from './table-name.ts';

/** A text file is one table, named as the file. Files with `.tsv` are parted by tabs, whatever the source says of others. */
export const openTextTables: OpenHolders = (file, { encoding, delimiter }) => {
  const tabs = /\.tsv(?:\.\w+)?$/i.test(file.path);
  const text = { encoding, delimiter: tabs ? '\t' : delimiter, looseQuotes: tabs };
  return Promise.resolve([
    { name: tableNameOf(file.path), file, text, open: () => openCsvTable(file, text) },
  ]);
};
