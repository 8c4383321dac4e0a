import { DisclosureGate } from './access/disclosure/disclosure-gate.ts';
import type { TriedEdit, UnknownPart } from './cli/ontology/impact-reply.ts';
import type { CatalogueIndex } from './catalogue/catalogue-index.ts';
import type { CohortIndex } from './cohort/cohort-index.ts';
import { cohortImpact, type CohortChange } from './cohort/cohort-impact.ts';
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
import { readDefinitions, revived } from './saved-definitions.ts';
import { submissionName, unknownParts } from './unknown-parts.ts';

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

  /** Makes ready for the first edit. */
  warm(): void {
    this.#thread.warm();
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
    unknown.push(...unknownParts(answer, submissions, this.#parts));
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
      const name = submissionName(submission);
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

/** The changed mapping sets, each with the submissions that were lifted with it. */
function affectedSets(
  { summary }: EditMeaning,
  submissions: readonly Submission[],
): { set: string; submissions: string[] }[] {
  return summary.mappingSets.map(({ set }) => ({
    set,
    submissions: submissions
      .filter(({ mappingSets }) => Object.values(mappingSets).some((sets) => sets.includes(set)))
      .map(submissionName),
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
