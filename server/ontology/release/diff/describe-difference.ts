import { aspects } from './aspects.ts';
import type { SnapshotDifference, SnapshotName } from './compare-snapshots.ts';
import type { ChangedTerm, RemovedTerm, TermName } from './ontology-difference.ts';

/** How a report marks its parts: plain text for terminals, Markdown for people who read it as a page. */
interface Marks {
  heading(text: string): string;
  item(text: string): string;
  detail(text: string): string;
  readonly gap: string;
}

const plain: Marks = {
  heading: (text) => text,
  item: (text) => `  ${text}`,
  detail: (text) => `      ${text}`,
  gap: '',
};
const markdown: Marks = {
  heading: (text) => `## ${text}\n`,
  item: (text) => `- ${escapeMarkdown(text)}`,
  detail: (text) => `  - ${escapeMarkdown(text)}`,
  gap: '',
};

/** The ways in which a difference can be told. */
export const differenceFormats = {
  text: (difference: SnapshotDifference): string => describe(difference, plain),
  markdown: (difference: SnapshotDifference): string => `# Changes\n\n${describe(difference, markdown)}`,
  json: (difference: SnapshotDifference): string => `${JSON.stringify(difference, null, 2)}\n`,
} as const;

export type DifferenceFormat = keyof typeof differenceFormats;

function describe(difference: SnapshotDifference, marks: Marks): string {
  const { before, after, added, removed, deprecated, changed, axioms, headers, mappingSets, same } =
    difference;
  const summary = `${nameOf(before)} to ${nameOf(after)}`;
  if (same) return `${summary}: no differences.\n`;
  const counts = `${added.length} added, ${removed.length} removed, ${deprecated.length} deprecated, ${changed.length} changed.`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Added', added.map((term) => marks.item(named(term)))],
    ['Removed', removed.map((term) => marks.item(named(term) + deprecationOf(term)))],
    [
      'Deprecated',
      deprecated.map((term) =>
        marks.item(
          `${named(term)}, ${term.replacedBy.length === 0 ? 'without a replacement' : `now ${term.replacedBy.join(', ')}`}`,
        ),
      ),
    ],
    ['Changed', changed.flatMap((term) => describeTerm(term, marks))],
    [
      'Axioms without a name',
      [
        ...axioms.added.map((axiom) => marks.item(`+ ${axiom}`)),
        ...axioms.removed.map((axiom) => marks.item(`- ${axiom}`)),
      ],
    ],
    ['About the ontology', headers.flatMap((term) => describeTerm(term, marks))],
    [
      'Mapping rows',
      mappingSets.flatMap((set) => [
        marks.item(set.set),
        ...set.added.map((row) => marks.detail(`+ ${row}`)),
        ...set.removed.map((row) => marks.detail(`- ${row}`)),
        ...set.changed.map(({ row, before: was, after: now }) => marks.detail(`${row}: ${was} -> ${now}`)),
      ]),
    ],
  ];
  const told = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `\n${marks.heading(title)}\n${lines.join('\n')}\n`);
  return `${summary}\n${marks.gap}\n${counts}\n${told.join('')}`.replace(/\n{3,}/g, '\n\n');
}

/** The path where there is one; a report that leaves this machine has none, and names the statements by their hash. */
function nameOf({ release, path, hash }: SnapshotName): string {
  const which = path ?? hash;
  return which === undefined ? release : `${release} (${which})`;
}

function deprecationOf({ wasDeprecated, isOwnTerm }: RemovedTerm): string {
  if (wasDeprecated) return ', deprecated before';
  return isOwnTerm ? ', never deprecated' : '';
}

function describeTerm(term: ChangedTerm, marks: Marks): readonly string[] {
  return [
    marks.item(named(term)),
    ...term.changes.map(({ aspect, property, added, removed }) => {
      const values = [...removed.map((value) => `- ${value}`), ...added.map((value) => `+ ${value}`)];
      return marks.detail(`${aspects[aspect]} (${property}): ${values.join('  ')}`);
    }),
  ];
}

function named({ curie, label }: TermName): string {
  return label === '' ? curie : `${curie} "${label}"`;
}

/** Labels and comments are text, whatever Markdown would make of them. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_<>|#[\]]/g, (character) => `\\${character}`);
}
