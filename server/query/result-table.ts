import { xsd } from '../rdf/vocabulary.ts';

/** The answer of a SELECT: its variables, and each row as one text in which equal values are written alike. */
export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/** How an answer differs from the one that was expected. */
export interface TableDifference {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  /** The same rows, in another order than the query asks for. */
  readonly misordered: boolean;
}

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const numeric = [xsd.integer, xsd.decimal, xsd.double, xsd.float].map(({ value }) => value);

/**
 * Reads SPARQL 1.1 Query Results in TSV. Numbers are compared by their value, because engines write them in different
 * ways (`7.0`, `"7"^^<…decimal>`); every other term is compared as it is written. An empty cell is a variable without
 * a value.
 */
export function readResultTable(text: string): ResultTable {
  const [head = '', ...lines] = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  const columns = head.split('\t').map((name) => name.replace(/^\?/, ''));
  return { columns, rows: lines.map((line) => line.split('\t').map(canonical).join('\t')) };
}

/** Compares two answers row by row, as lists where the query orders them, else as multisets. */
export function compareTables(expected: ResultTable, found: ResultTable, ordered: boolean): TableDifference {
  const left = [expected.columns.join('\t'), ...expected.rows];
  const right = [found.columns.join('\t'), ...found.rows];
  const missing = without(left, right);
  const unexpected = without(right, left);
  const same = missing.length === 0 && unexpected.length === 0;
  return { missing, unexpected, misordered: same && ordered && left.join('\n') !== right.join('\n') };
}

/** What stands in a list more often than in another. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const each of other) left.set(each, (left.get(each) ?? 0) + 1);
  return list.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}

function canonical(cell: string): string {
  const term = cell.trim();
  if (number.test(term)) return String(Number(term));
  const [, value = '', datatype = ''] = /^"(.*)"\^\^<([^>]*)>$/.exec(term) ?? [];
  if (datatype === xsd.boolean.value) return value;
  return numeric.includes(datatype) && number.test(value) ? String(Number(value)) : term;
}
