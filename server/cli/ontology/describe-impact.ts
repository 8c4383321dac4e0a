import type { CohortChange } from '../../cohort/cohort-impact.ts';
import type { ProtectedCount } from '../../cohort/reply.ts';
import { describePlace } from '../../errors.ts';
import type { TriedEdit } from './impact-reply.ts';

/** How many lines of a kind are written out; the rest are counted. */
const mostLines = 20;

/** What an edit would change, for people: rows, facets, datasets and cohorts, then one line that sums it up. */
export function describeImpact(
  impact: TriedEdit,
  files: readonly { readonly from: string; readonly path: string }[],
): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Edited', files.map((file) => edited(file, impact))],
    ['Rows', rows(impact)],
    ['Terms', terms(impact)],
    ...impact.facets.map(
      ({ label, values, unknown }) =>
        [
          label,
          columns([
            ...values.map((value) => [value.code, value.label, moved(value.before, value.after)]),
            ...(unknown.before === unknown.after
              ? []
              : [['', 'without a value', moved(unknown.before, unknown.after)]]),
          ]),
        ] as const,
    ),
    ['Datasets', datasets(impact)],
    [
      'Cohorts',
      columns(
        impact.cohorts.map((cohort) => [cohort.cohort, counts(cohort), cohort.broken?.why ?? ''] as const),
      ),
    ],
    [
      'New warnings',
      impact.findings.map(({ message, place }) =>
        place === undefined ? message : `${describePlace(place)}: ${message}`,
      ),
    ],
    [
      'Not known',
      impact.unknown.map(({ submission, attribute, node, why }) =>
        [...[submission, attribute, node].filter((part) => part !== undefined), why].join(': '),
      ),
    ],
  ];
  const text = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `${heading}\n${limited(lines).join('\n')}\n`);
  return [...text, `${summary(impact)}\n`].join('\n');
}

function edited(
  { from, path }: { readonly from: string; readonly path: string },
  { files, affected }: TriedEdit,
): string {
  const state = files.find((file) => file.path === path)?.state ?? 'changed';
  const said = { added: 'a new file', changed: 'changed', removed: 'taken away', same: 'as it is' }[state];
  const readers = affected.find(({ set }) => path.endsWith(`/${set}.sssom.tsv`))?.submissions ?? [];
  const read = readers.length === 0 ? '' : `; read by ${readers.join(', ')}`;
  return `${from === path || from.endsWith(`/${path}`) ? path : `${from} as ${path}`}: ${said}${read}`;
}

function rows({ mappingSets }: TriedEdit): readonly string[] {
  return mappingSets.flatMap(({ added, removed, changed }) => [
    ...removed.map((row) => `- ${row}`),
    ...added.map((row) => `+ ${row}`),
    ...changed.map(({ row, before, after }) => `~ ${row}: ${before} -> ${after}`),
  ]);
}

function terms({ terms: { added, removed, changed }, attributes }: TriedEdit): readonly string[] {
  return [
    ...removed.map(({ curie, label }) => `- ${curie} ${label}`),
    ...added.map(({ curie, label }) => `+ ${curie} ${label}`),
    ...changed.flatMap(({ curie, label, changes }) =>
      changes.map(
        (change) =>
          `~ ${curie} ${label}: ${change.property} ${change.removed.join(', ') || 'nothing'} -> ${change.added.join(', ') || 'nothing'}`,
      ),
    ),
    ...attributes.map((name) => `~ attribute ${name}`),
  ];
}

function datasets({ datasets: { total, listed } }: TriedEdit): readonly string[] {
  const names = (values: readonly { readonly label: string }[]): string =>
    values.map(({ label }) => label).join(', ') || 'nothing';
  const lines = columns(
    listed
      .slice(0, mostLines)
      .map(({ id, title, attribute, from, to }) => [
        id,
        title,
        `${attribute}: ${names(from)} -> ${names(to)}`,
      ]),
  );
  const more = total - new Set(listed.slice(0, mostLines).map(({ id }) => id)).size;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}

function counts({ before, after, moves }: CohortChange): string {
  return `${interval(before)} ${moves ? '->' : '='} ${interval(after)}`;
}

function interval(count: ProtectedCount | undefined): string {
  if (count === undefined) return 'no count';
  if (count.suppressed) return `<${count.high + 1}`;
  return count.low === count.high ? `${count.low}` : `${count.low} to ${count.high}`;
}

function moved(before: number, after: number): string {
  return `${before} -> ${after}`;
}

function limited(lines: readonly string[]): readonly string[] {
  const left = lines.length - mostLines;
  return left > 1 ? [...lines.slice(0, mostLines), `… and ${left} more`] : lines;
}

/** Cells padded so that they stand below one another. */
function columns(cells: readonly (readonly string[])[]): readonly string[] {
  const width = (at: number): number => Math.max(0, ...cells.map((row) => row[at]?.length ?? 0));
  return cells.map((row) =>
    `  ${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(width(at)))).join('  ')}`.trimEnd(),
  );
}

function summary({ facets, datasets: { total }, cohorts, release, milliseconds }: TriedEdit): string {
  const moving = cohorts.filter(({ moves }) => moves).length;
  const broken = cohorts.filter((cohort) => cohort.broken !== undefined).length;
  const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `${plural(facets.length, 'facet')} and ${plural(total, 'dataset')} change, ${moving} of ${plural(cohorts.length, 'cohort')} move${broken === 0 ? '' : `, ${broken} broken`}; against release ${release}, ${milliseconds} ms. Nothing was saved.`;
}
