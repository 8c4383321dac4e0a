import { baseName } from './source-files.ts';

/** The name of the table that a file is: `omop/PERSON.csv.gz` holds `PERSON`. */
export function tableNameOf(path: string): string {
  return baseName(path)
    .replace(/(?:\.(?:gz|zst))?$/i, '')
    .replace(/(?<=.)\.[^.]*$/, '');
}

/** Whether two names mean the same table: SQL, sheets and file names of most systems do not know upper from lower case. */
export function sameTable(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
