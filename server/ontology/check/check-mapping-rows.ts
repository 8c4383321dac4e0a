import type { MappingRow } from '../../rdf/sssom.ts';
import { skos } from '../../rdf/vocabulary.ts';
import { finding, type OntologyFinding } from '../ontology-finding.ts';
import type { CheckContext } from './check-context.ts';
import type { MappingTable } from './mapping-table.ts';

/** The rows of a set among themselves: none twice, none against another, words with one meaning. */
export function* checkMappingRows(context: CheckContext): Iterable<OntologyFinding> {
  for (const table of context.tables) {
    yield* checkRepeated(table);
    yield* checkCardinality(table);
    yield* checkWords(context, table);
  }
}

function* checkRepeated({ set }: MappingTable): Iterable<OntologyFinding> {
  const seen = new Map<string, MappingRow>();
  for (const row of set.rows) {
    const key = `${subjectOf(row)} ${row.predicateIri} ${row.objectIri}`;
    const earlier = seen.get(key);
    const place = { file: set.file, line: row.line };
    if (earlier === undefined) seen.set(key, row);
    else if (earlier.negated === row.negated) {
      const message = `The row stands in line ${earlier.line} already. Take one away.`;
      yield finding('mapping-row-doubled', message, place);
    } else {
      const message = `Line ${earlier.line} says the opposite (predicate_modifier). Keep the row that is right.`;
      yield finding('mapping-contradiction', message, place);
    }
  }
}

/** SSSOM, mapping_cardinality: what a row says of itself is true within its set. */
function* checkCardinality({ set, cells }: MappingTable): Iterable<OntologyFinding> {
  const rows = set.rows.filter(({ negated, noTermFound }) => !negated && !noTermFound);
  const objects = countOthers(rows, subjectOf, ({ objectIri }) => objectIri);
  const subjects = countOthers(rows, ({ objectIri }) => objectIri, subjectOf);
  for (const row of rows) {
    const stated = cells.get(row)?.get('mapping_cardinality');
    if (stated !== '1:1' && stated !== 'n:1' && stated !== '1:n') continue;
    const many = {
      objects: stated !== '1:n' && (objects.get(subjectOf(row)) ?? 1) > 1,
      subjects: stated !== 'n:1' && (subjects.get(row.objectIri) ?? 1) > 1,
    };
    if (!many.objects && !many.subjects) continue;
    const what = many.objects
      ? `${row.subjectId ?? row.subjectLabel ?? ''} has several objects`
      : `${row.objectId} has several subjects`;
    const message = `The row says ${stated}, and ${what} in this set. Correct the rows, or mapping_cardinality.`;
    yield finding('mapping-cardinality', message, { file: set.file, line: row.line });
  }
}

function countOthers(
  rows: readonly MappingRow[],
  one: (row: MappingRow) => string,
  other: (row: MappingRow) => string,
): ReadonlyMap<string, number> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const known = found.get(one(row));
    if (known === undefined) found.set(one(row), new Set([other(row)]));
    else known.add(other(row));
  }
  return new Map([...found].map(([key, others]) => [key, others.size]));
}

/** A word of a source means one concept of a scheme. */
function* checkWords(context: CheckContext, { set }: MappingTable): Iterable<OntologyFinding> {
  const meanings = new Map<string, MappingRow>();
  for (const row of set.rows) {
    if (!row.literal || row.negated || row.noTermFound) continue;
    if (row.predicateIri !== skos.exactMatch.value && row.predicateIri !== skos.closeMatch.value) continue;
    const schemes = context.schemesOf(row.objectIri);
    // Classes that no vocabulary takes up are of one scheme, the ontology itself.
    for (const scheme of schemes.length === 0 ? [''] : schemes) {
      const key = `${scheme} ${subjectOf(row)}`;
      const earlier = meanings.get(key);
      if (earlier === undefined) meanings.set(key, row);
      else if (earlier.objectIri !== row.objectIri) {
        const message = `"${row.subjectLabel ?? ''}" means ${earlier.objectId} in line ${earlier.line}, and ${row.objectId} here. Keep the one that is meant.`;
        yield finding('mapping-literal-ambiguous', message, { file: set.file, line: row.line });
      }
    }
  }
}

/** Words are compared as lifting compares them: without regard to case and runs of spaces. */
function subjectOf(row: MappingRow): string {
  if (!row.literal) return row.subjectIri ?? '';
  return `"${(row.subjectLabel ?? '').trim().replace(/\s+/g, ' ').toLowerCase()}"`;
}
