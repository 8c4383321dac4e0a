import type { UnknownPart } from './cli/ontology/impact-reply.ts';
import type { NodeConfig } from './config.ts';
import type { EditMeaning } from './impact-message.ts';
import type { Ontology } from './ontology/ontology.ts';
import type { Publisher } from './publish/publisher.ts';
import type { Submission } from './publish/submission.ts';
import { wordsNotKept } from './words-not-kept.ts';

export interface UnknownPartsOptions {
  readonly config: NodeConfig;
  readonly ontology: Ontology;
  readonly publisher: Publisher;
}

/** What a tried edit cannot tell, and why; `submissions` are those that it was tried on. */
export function unknownParts(
  answer: EditMeaning,
  submissions: readonly Submission[],
  { config, ontology, publisher }: UnknownPartsOptions,
): readonly UnknownPart[] {
  const { changes, summary, unread } = answer;
  // Public ones only: of a record it must not show whether a word occurs in it.
  const open = new Set(
    ontology.attributes.filter(({ record }) => record === undefined).map(({ name }) => name),
  );
  const now = publisher.current();
  const other = [...submissions, ...now].filter((each) => !submissions.includes(each) || !now.includes(each));
  return [
    ...unread.map((part) => ({
      ...part,
      why:
        part.attribute === undefined
          ? 'How its values were read cannot be read; publish it again, then it is known.'
          : 'The attribute, or a mapping set it was read with, is not there before or after the edit.',
    })),
    ...maybeMade(answer, submissions, ontology),
    ...wordsNotKept(answer, submissions, ontology),
    ...[...changes].flatMap(([submission, own]) =>
      [...own]
        .filter(([attribute, { unplaced }]) => unplaced && open.has(attribute))
        .map(([attribute]) => ({
          submission,
          attribute,
          why: 'A value changes its meaning of which only the source knows what it would make; lift again to know.',
        })),
    ),
    ...summary.attributes.map((attribute) => ({
      attribute,
      why: 'It is declared otherwise: what datasets and records then say is known when the node starts with it.',
    })),
    ...[...new Set(other.map(submissionName))].map((submission) => ({
      submission,
      why: 'It was published or withdrawn meanwhile; ask again.',
    })),
    ...(config.nodes ?? []).map(({ id, url }) => ({
      node: id,
      why: `A hub has its catalogue only: values and cohorts move at the node itself, ask ${url}.`,
    })),
  ];
}

/**
 * Values that make conditions, where their codes or the mapping sets they are read with change: what would be made is
 * not known. Said of every submission that reads them, whatever it holds: otherwise one could ask whether a word
 * occurs.
 */
function maybeMade(
  { summary, schemes }: EditMeaning,
  submissions: readonly Submission[],
  ontology: Ontology,
): readonly UnknownPart[] {
  const changed = new Set(summary.mappingSets.map(({ set }) => set));
  const making = ontology.attributes.filter(
    ({ record, scheme }) => record?.level === 'condition' && scheme !== undefined,
  );
  return submissions.flatMap((submission) =>
    making.flatMap(({ name, scheme }): UnknownPart[] => {
      const sets = submission.mappingSets[name];
      if (sets === undefined) return [];
      if (!schemes.has(scheme?.value ?? '') && !sets.some((set) => changed.has(set))) return [];
      const why =
        'Where a value gets a meaning or loses it, only the source knows what it would make; publish again to know.';
      return [{ submission: submissionName(submission), attribute: name, why }];
    }),
  );
}

/** `north/main`: how replies name a submission. */
export function submissionName({ provider, name }: Pick<Submission, 'provider' | 'name'>): string {
  return `${provider}/${name}`;
}
