import { MeridianError } from '../errors.ts';
import { mer } from '../rdf/vocabulary.ts';
import type { LogicalSource, LogicalView, Mapping } from './rml/mapping.ts';
import { sameTable } from './sources/table-name.ts';

/**
 * Holds the tables that a mapping asks for against those that its source declares: an undeclared one would not be
 * fetched from a database, and a file that holds it would be refused. Throws 'bad-mapping'.
 */
export function requireTables(mapping: Mapping, declared: readonly string[] = []): void {
  const asked = new Set([...mapping.triplesMaps.values()].flatMap(({ source }) => tablesOf(source)));
  const undeclared = [...asked].filter((table) => !declared.some((each) => sameTable(each, table)));
  if (undeclared.length === 0) return;
  throw new MeridianError('bad-mapping', `The mapping reads undeclared tables: ${undeclared.join(', ')}.`, {
    advice: 'Name them under `tables` in source.yaml.',
  });
}

function tablesOf(source: LogicalSource | LogicalView): string[] {
  if (source.kind === 'source') return source.formulation === mer.Table.value ? [source.file] : [];
  return [source.on, ...source.joins.map(({ parent }) => parent)].flatMap(tablesOf);
}
