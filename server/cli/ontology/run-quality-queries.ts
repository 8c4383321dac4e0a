import type { Place } from '../../errors.ts';
import { finding, type CheckedOntology, type OntologyFinding } from '../../ontology/ontology-finding.ts';
import type { LibraryQuery, QueryLibrary } from '../../query/query-library.ts';
import { readResultTable } from '../../query/result-table.ts';
import { toCurie } from '../../rdf/prefixes.ts';
import { queryPlace } from './query-place.ts';

/** More rows of one query than this are counted and not told: one mistake may break hundreds. */
const mostRows = 20;

export interface QualityOptions {
  readonly ontology: CheckedOntology;
  readonly library: QueryLibrary;
  readonly folder: string;
}

/** What the queries of `quality` that are about the ontology find in it, each row with the line of its term. */
export async function runQualityQueries(
  { ontology, library, folder }: QualityOptions,
  ask: (text: string) => Promise<string>,
): Promise<readonly OntologyFinding[]> {
  const findings: OntologyFinding[] = [];
  for (const query of library.queries) {
    if (query.folder !== 'quality' || !query.tags.includes('ontology')) continue;
    const { rows } = readResultTable(await ask(query.text));
    const here = queryPlace(folder, query);
    for (const row of rows.slice(0, mostRows)) {
      const cells = row.split('\t');
      findings.push(
        finding('quality-query', describeRow(query, cells, ontology), placeOf(cells, ontology) ?? here),
      );
    }
    if (rows.length > mostRows) {
      const message = `${shortName(query)} finds ${rows.length - mostRows} more.`;
      findings.push(finding('quality-query', message, here));
    }
  }
  return findings;
}

function describeRow(query: LibraryQuery, cells: readonly string[], { prefixes }: CheckedOntology): string {
  const values = query.columns.map((column, index) => {
    const cell = cells[index] ?? '';
    const iri = iriOf(cell);
    return `${column} ${iri === undefined ? cell : toCurie(prefixes, iri)}`;
  });
  return `${query.summary} (${shortName(query)}): ${values.join(', ')}. ${query.description}`;
}

/** Its name without what says that it must find nothing. */
function shortName({ name }: LibraryQuery): string {
  return name.replace(/\.violation$/, '');
}

/** The line of the first term of a row that a file speaks of. */
function placeOf(cells: readonly string[], ontology: CheckedOntology): Place | undefined {
  for (const cell of cells) {
    const iri = iriOf(cell);
    const place = iri === undefined ? undefined : ontology.place?.(iri);
    if (place !== undefined) return place;
  }
  return undefined;
}

function iriOf(cell: string): string | undefined {
  return /^<(.*)>$/.exec(cell)?.[1];
}
