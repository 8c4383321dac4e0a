import type { MappingSets } from '../../rdf/sssom.ts';
import type { Ontology } from '../ontology.ts';
import { readCitedSources } from '../sources/cited-source.ts';
import { entityCoverage, type EntityCoverage } from './entity-coverage.ts';
import { codeSystemCoverage, countClasses, vocabularyCoverage } from './vocabulary-coverage.ts';

const languages = ['en', 'de', 'es', 'fr', 'it'] as const;

/**
 * The coverage of the ontology as Markdown, for ontology/README.md: concepts by vocabulary, codes by system, and the
 * entities of other models with what was decided about each.
 *
 * @param folder folder of the copies that `ontology/sources.ttl` names
 */
export function coverageTable(ontology: Ontology, sets: MappingSets, folder: string): string {
  const entities = readCitedSources(ontology.quads).all.flatMap(
    (source) => entityCoverage(source, sets, folder) ?? [],
  );
  return [
    `Release ${ontology.release}: ${countClasses(ontology)} classes. A number in brackets counts translations that nobody with a source has reviewed.`,
    '',
    ...table(
      ['vocabulary', 'concepts', ...languages, 'read in'],
      vocabularyCoverage(ontology).map(({ title, concepts, labels, sources }) => [
        title,
        String(concepts),
        ...languages.map((language) => labelled(labels.get(language))),
        sources.length === 0 ? 'ours' : sources.join('; '),
      ]),
    ),
    '',
    ...table(
      ['code system', 'codes with the meaning of a concept'],
      codeSystemCoverage(ontology, sets).map(({ prefix, codes }) => [prefix, String(codes)]),
    ),
    '',
    ...table(
      ['other model', 'entities', 'mapped', 'not mapped on purpose', 'open'],
      entities.map(({ title, entities: all, mapped, onPurpose, open }) =>
        [title, all, mapped, onPurpose, open.length].map(String),
      ),
    ),
  ].join('\n');
}

/** Entities about which nothing was decided, by the title of their source. */
export function openEntities(
  ontology: Ontology,
  sets: MappingSets,
  folder: string,
): readonly EntityCoverage[] {
  return readCitedSources(ontology.quads)
    .all.flatMap((source) => entityCoverage(source, sets, folder) ?? [])
    .filter(({ open }) => open.length > 0);
}

function labelled(count: { readonly all: number; readonly unreviewed: number } | undefined): string {
  if (count === undefined) return '';
  return count.unreviewed === 0 ? String(count.all) : `${count.all} (${count.unreviewed})`;
}

/** Columns padded, as the formatter of the project writes tables. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
