import { MeridianError } from '../../errors.ts';
import type { SourceFile } from '../lifter.ts';

export interface TableFault {
  readonly file: SourceFile;
  readonly table?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly advice?: string | undefined;
  readonly cause?: unknown;
}

/** 'unreadable-source' with the place in the table. Causes of engines stay out of the message: they quote cells. */
export function tableFailure(message: string, fault: TableFault): MeridianError {
  const { file, table, row, column, advice, cause } = fault;
  return new MeridianError('unreadable-source', message, {
    place: {
      file: file.path,
      ...(table === undefined ? {} : { table }),
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    },
    ...(advice === undefined ? {} : { advice }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A view is a query of whoever delivers it: it may run for ever, fill the disk, or read what is not in the file. */
export function viewRefused(file: SourceFile, table: string): MeridianError {
  return tableFailure('This is a view. Of a delivered database only tables are read.', {
    file,
    table,
    advice: 'Make a table of it: CREATE TABLE ... AS SELECT * FROM the view.',
  });
}
