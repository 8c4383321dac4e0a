import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { MeridianError } from '../../errors.ts';
import type { MappingSets } from '../../rdf/sssom.ts';
import type { CitedSource, EntityList } from '../sources/cited-source.ts';
import { isCopy } from '../sources/source-copy.ts';

/** How far a mapping set has decided about the entities of a source: its fields, its attributes. */
export interface EntityCoverage {
  readonly title: string;
  readonly set: string;
  readonly entities: number;
  readonly mapped: number;
  /** Deliberately not mapped, with the reason in the row. */
  readonly onPurpose: number;
  /** Names about which no row says anything. */
  readonly open: readonly string[];
}

/** Counts against the copy of the source. Throws 'unreadable-source' where the folder has none. */
export function entityCoverage(
  source: CitedSource,
  sets: MappingSets,
  folder: string,
): EntityCoverage | undefined {
  const { lists, copy, title } = source;
  if (lists === undefined || copy === undefined) return undefined;
  const file = join(folder, copy);
  if (!isCopy(file)) {
    throw new MeridianError('unreadable-source', `There is no copy of "${title}" in the folder of sources.`, {
      place: { file },
      advice: 'Name the folder that mer:copy in ontology/sources.ttl is relative to.',
    });
  }
  const names = namesIn(readFileSync(file, 'utf8'), lists);
  const decided = new Map<string, boolean>();
  for (const { subjectId, negated, noTermFound } of sets.get(lists.mappedBy)?.rows ?? []) {
    if (subjectId === undefined || negated) continue;
    const name = localName(subjectId);
    decided.set(name, decided.get(name) === true || !noTermFound);
  }
  return {
    title,
    set: lists.mappedBy,
    entities: names.length,
    mapped: names.filter((name) => decided.get(name) === true).length,
    onPurpose: names.filter((name) => decided.get(name) === false).length,
    open: names.filter((name) => !decided.has(name)),
  };
}

function namesIn(csv: string, { nameColumns, where }: EntityList): readonly string[] {
  const rows: Partial<Record<string, string>>[] = parse(csv, {
    columns: true,
    bom: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
  });
  const names = rows
    .filter((row) => where.every(({ column, pattern }) => pattern.test(row[column] ?? '')))
    .map((row) =>
      nameColumns
        .map((column) => row[column] ?? '')
        .join('.')
        .replaceAll('"', '')
        .toLowerCase(),
    );
  return [...new Set(names)];
}

function localName(curie: string): string {
  return curie.slice(curie.indexOf(':') + 1).toLowerCase();
}
