import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DisclosureGate } from './access/disclosure/disclosure-gate.ts';
import type { TriedEdit, UnknownPart } from './cli/ontology/impact-reply.ts';
import type { CatalogueIndex } from './catalogue/catalogue-index.ts';
import type { CohortIndex } from './cohort/cohort-index.ts';
import { cohortImpact, type CohortChange, type EditedDefinition } from './cohort/cohort-impact.ts';
import type { CompiledDefinition } from './cohort/compiled-definition.ts';
import { fromPortable, type PortableDefinition } from './cohort/portable-definition.ts';
import type { NodeConfig } from './config.ts';
import { MeridianError } from './errors.ts';
import type { Folders } from './folders.ts';
import type { RefusedEdit } from './http/routes/ontology-routes.ts';
import type { EditMeaning, EditQuestion } from './impact-message.ts';
import { ImpactThread } from './impact-thread.ts';
import { placeOfEdit, type EditedFile } from './ontology/edited-file.ts';
import { readOntologyTexts } from './ontology/ontology-texts.ts';
import type { Ontology } from './ontology/ontology.ts';
import type { Publisher } from './publish/publisher.ts';
import type { Submission, SubmissionRecord } from './publish/submission.ts';

export interface ImpactServiceParts {
  readonly config: NodeConfig;
  readonly folders: Folders;
  readonly ontology: Ontology;
  readonly catalogue: CatalogueIndex;
  readonly index: CohortIndex;
  readonly record: SubmissionRecord;
  readonly publisher: Publisher;
}

const deadline = 60_000;

/** Says what an edit of the ontology would change at this node before it is saved. Nothing is changed by asking. */
export class ImpactService {
  readonly #parts: ImpactServiceParts;
  readonly #thread: ImpactThread;

  /** Keeps the files of the ontology as they are now: what the node has loaded is what edits are held against. */
  constructor(parts: ImpactServiceParts) {
    this.#parts = parts;
    const { ontology, sssom } = parts.folders;
    const texts = readOntologyTexts(ontology, sssom);
    this.#thread = new ImpactThread({ folders: { ontology, sssom }, texts, deadline });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /**
   * Throws `bad-request` for a path that is no file of the ontology, `conflict` where the node has loaded another
   * ontology than the one its files were, and what {@link ImpactThread.ask} throws.
   */
  readonly try = async (files: readonly EditedFile[]): Promise<TriedEdit | RefusedEdit> => {
    const begin = performance.now();
    const { ontology, publisher, folders } = this.#parts;
    // Said before anything waits.
    for (const { path } of files) placeOfEdit(path, folders);
    const unknown: UnknownPart[] = [];
    const broken: CohortChange[] = [];
    let submissions: readonly Submission[] = [];
    const answer = await this.#thread.ask(() => {
      submissions = publisher.current();
      return this.#question(files, submissions, { unknown, broken });
    });
    if (answer.hash !== ontology.hash) {
      throw new MeridianError('conflict', 'The files of the ontology changed while the node was starting.', {
        advice: 'Start the node again, then ask again.',
      });
    }
    const { release } = ontology;
    if (answer.outcome === 'refused') return { outcome: 'refused', findings: answer.findings };
    unknown.push(...this.#notKnown(answer, submissions));
    return {
      outcome: 'tried',
      release,
      ...answer.summary,
      affected: affectedSets(answer, submissions),
      findings: answer.findings,
      ...this.#parts.catalogue.impact({
        renamed: answer.renamed,
        moves: movesOf(answer),
        plans: answer.plans,
      }),
      cohorts: [...this.#cohorts(answer), ...broken],
      unknown,
      milliseconds: Math.round(performance.now() - begin),
    };
  };

  #question(
    files: readonly EditedFile[],
    submissions: readonly Submission[],
    { unknown, broken }: { readonly unknown: UnknownPart[]; readonly broken: CohortChange[] },
  ): EditQuestion {
    const { record, catalogue, index, config, folders, ontology } = this.#parts;
    const readings = new Map<string, Uint8Array>();
    for (const submission of submissions) {
      const name = nameOf(submission);
      // What is stored was read with the other state; the readings are compared with this one.
      if (submission.ontologyHash !== ontology.hash) {
        const why = 'It was lifted with another state of the ontology; publish it again, then it is known.';
        unknown.push({ submission: name, why });
      }
      const bytes = readQuietly(() => record.readings(submission));
      if (bytes !== undefined) readings.set(name, bytes);
      else {
        const why = 'It is not known how its values were read; publish it again, then it is.';
        unknown.push({ submission: name, why });
      }
    }
    return {
      files,
      readings,
      values: catalogue.values(),
      recordValues: index.values(),
      definitions: config.providers.length === 0 ? new Map() : readDefinitions(folders.queries, broken),
    };
  }

  #notKnown(answer: EditMeaning, submissions: readonly Submission[]): readonly UnknownPart[] {
    const { changes, summary, unread } = answer;
    const { attributes } = this.#parts.ontology;
    // Public ones only: of a record it must not show whether a word occurs in it.
    const open = new Set(attributes.filter(({ record }) => record === undefined).map(({ name }) => name));
    const now = this.#parts.publisher.current();
    const other = [...submissions, ...now].filter(
      (each) => !submissions.includes(each) || !now.includes(each),
    );
    return [
      ...unread.map((part) => ({
        ...part,
        why:
          part.attribute === undefined
            ? 'How its values were read cannot be read; publish it again, then it is known.'
            : 'The attribute, or a mapping set it was read with, is not there before or after the edit.',
      })),
      ...this.#maybeMade(answer, submissions),
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
      ...[...new Set(other.map(nameOf))].map((submission) => ({
        submission,
        why: 'It was published or withdrawn meanwhile; ask again.',
      })),
      ...(this.#parts.config.nodes ?? []).map(({ id, url }) => ({
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
  #maybeMade({ summary, schemes }: EditMeaning, submissions: readonly Submission[]): readonly UnknownPart[] {
    const changed = new Set(summary.mappingSets.map(({ set }) => set));
    const making = this.#parts.ontology.attributes.filter(
      ({ record, scheme }) => record?.level === 'condition' && scheme !== undefined,
    );
    return submissions.flatMap((submission) =>
      making.flatMap(({ name, scheme }): UnknownPart[] => {
        const sets = submission.mappingSets[name];
        if (sets === undefined) return [];
        if (!schemes.has(scheme?.value ?? '') && !sets.some((set) => changed.has(set))) return [];
        const why =
          'Where a value gets a meaning or loses it, only the source knows what it would make; publish again to know.';
        return [{ submission: nameOf(submission), attribute: name, why }];
      }),
    );
  }

  #cohorts(answer: EditMeaning): readonly CohortChange[] {
    const { ontology, index, config } = this.#parts;
    const definitions = answer.definitions.map((definition) => revived(definition, ontology));
    const { renamed, changes: submissions } = answer;
    const records = { before: index, after: index.after({ renamed, submissions }) };
    return cohortImpact(definitions, records, new DisclosureGate(config.disclosure));
  }
}

/** A record that cannot be read is one whose readings are not known. */
function readQuietly<Value>(read: () => Value | undefined): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The saved definitions by name; what is no JSON is put to the broken ones. */
function readDefinitions(queries: string, broken: CohortChange[]): ReadonlyMap<string, unknown> {
  const folder = join(queries, 'cohort');
  const definitions = new Map<string, unknown>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    const name = basename(file, '.json');
    try {
      definitions.set(name, JSON.parse(readFileSync(join(folder, file), 'utf8')));
    } catch {
      const why = 'Its file cannot be read as JSON.';
      broken.push({ cohort: name, title: name, moves: false, broken: { codes: [], why } });
    }
  }
  return definitions;
}

/** A definition of the trial, here; a side that names what is not declared here is absent, and why is said. */
function revived(
  { before, after, ...rest }: EditMeaning['definitions'][number],
  ontology: Ontology,
): EditedDefinition {
  let failure = rest.failure;
  const revive = (side: PortableDefinition | undefined): CompiledDefinition | undefined => {
    try {
      return side === undefined ? undefined : fromPortable(side, ontology);
    } catch (error) {
      if (!(error instanceof MeridianError)) throw error;
      failure ??= error.message;
      return undefined;
    }
  };
  const [old, now] = [revive(before), revive(after)];
  return {
    ...rest,
    ...(old === undefined ? {} : { before: old }),
    ...(now === undefined ? {} : { after: now }),
    ...(failure === undefined ? {} : { failure }),
  };
}

/** The changed mapping sets, each with the submissions that were lifted with it. */
function affectedSets(
  { summary }: EditMeaning,
  submissions: readonly Submission[],
): { set: string; submissions: string[] }[] {
  return summary.mappingSets.map(({ set }) => ({
    set,
    submissions: submissions
      .filter(({ mappingSets }) => Object.values(mappingSets).some((sets) => sets.includes(set)))
      .map(nameOf),
  }));
}

/** By attribute, over all submissions: no thing is in two of them that are not of one provider. */
export function movesOf({ changes }: Pick<EditMeaning, 'changes'>): ReadonlyMap<string, Map<string, Move>> {
  const moves = new Map<string, Map<string, Move>>();
  for (const attributes of changes.values()) {
    for (const [attribute, { values }] of attributes) {
      const own = moves.get(attribute) ?? new Map<string, Move>();
      moves.set(attribute, own);
      for (const [thing, move] of values) own.set(thing, move);
    }
  }
  return moves;
}

interface Move {
  readonly lost: ReadonlySet<string>;
  readonly gained: ReadonlySet<string>;
}

function nameOf({ provider, name }: Submission): string {
  return `${provider}/${name}`;
}
